// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringDecoder>
#include <QTimer>
#include <QWidget>

class QPushButton;

namespace livebelt {

class PayloadEdit;

/// The text of a record as it came: selectable, monospaced, never read as markup. Of a long one the first 64 KiB are
/// shown; a button shows more, a mebibyte at a time, in slices between which the window goes on painting.
class PayloadView final : public QWidget
{
    Q_OBJECT

public:
    static constexpr qsizetype firstStep = 64 * 1024;
    static constexpr qsizetype step = 1024 * 1024;

    explicit PayloadView(QWidget *parent = nullptr);

    /// UTF-8 or anything else; bytes that are no UTF-8 are shown as U+FFFD.
    void setBytes(const QByteArray &bytes);
    qsizetype shownBytes() const { return m_shown; }
    QString shownText() const;

private:
    void showMore();
    void appendSlice();
    void updateButton();

    PayloadEdit *m_edit;
    QPushButton *m_more;
    QTimer m_slices;
    QByteArray m_bytes;
    QStringDecoder m_decoder;
    qsizetype m_shown = 0;
    qsizetype m_goal = 0;
};

} // namespace livebelt
