// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace livebelt {

/// A read-only text that breaks very long lines into blocks, which Qt would otherwise lay out as one; copying joins
/// them again.
class PayloadEdit final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit PayloadEdit(QWidget *parent = nullptr);

    void clearText();
    void appendText(const QString &text);
    QString wholeText() const;

protected:
    QMimeData *createMimeDataFromSelection() const override;

private:
    QString textBetween(int from, int to) const;
    qsizetype m_column = 0;
};

} // namespace livebelt
