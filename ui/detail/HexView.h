// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <QByteArray>

namespace livebelt {

/// Offset, bytes and ASCII of any number of bytes. Paints the rows on screen only: its cost does not depend on the
/// size. Bytes are selected with the mouse or Ctrl+A and copied as hexadecimal with Ctrl+C.
class HexView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit HexView(QWidget *parent = nullptr);

    void setBytes(const QByteArray &bytes);
    const QByteArray &bytes() const { return m_bytes; }
    /// One row as it is painted, for copying and for tests: "00000010  48 65 6c 6c 6f ...  Hello".
    QString rowText(qsizetype row) const;
    qsizetype rowCount() const;
    /// The selected bytes as hexadecimal; at most the first mebibyte of them.
    QString selectedText() const;
    void selectAll();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void updateLayout();
    qsizetype byteAt(const QPoint &point) const;
    int hexColumn(qsizetype index) const;
    int asciiColumn() const;

    QByteArray m_bytes;
    qsizetype m_perRow = 16;
    int m_offsetDigits = 8;
    qsizetype m_anchor = -1;
    qsizetype m_current = -1;
};

} // namespace livebelt
