// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace livebelt {

/// The line above a list in which its filter is typed, how much it lets through, and what is wrong with it, in words.
class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int debounceMilliseconds = 150;

    explicit FilterBar(QWidget *parent = nullptr);

    void setText(const QString &text); ///< takes effect at once
    QString text() const;
    QString error() const; ///< what stands under the line; empty where the filter is all right
    /// "1,234 of 56,789 (2.2%)", or with more behind it.
    void setCount(const QString &words);
    void focusEdit();

Q_SIGNALS:
    /// The text is a valid filter, trimmed; once a debounce while somebody types.
    void filterChanged(const QString &text);
    void left(); ///< the keyboard wants to go on to the list

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();

    QLineEdit *m_edit;
    QLabel *m_count;
    QLabel *m_error;
    QTimer m_debounce;
    QString m_applied;
};

} // namespace livebelt
