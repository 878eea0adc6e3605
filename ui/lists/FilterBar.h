// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/FilterCatalog.h"
#include <livebelt/async/Scope.h>

#include <QElapsedTimer>
#include <QWidget>
#include <functional>

class QLabel;

namespace livebelt {

class FilterCompleter;
class FilterEdit;
class ModeSwitch;

/// The line above a list in which its filter is typed, or what is looked for in it, how much it lets through, and what
/// is wrong with it, at its place and in words. Names and values that were seen are offered while one types
/// (Ctrl+Space: at any time).
class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(QWidget *parent = nullptr);

    void setText(const QString &text); ///< takes effect at once
    /// The expression is looked for, and hides nothing.
    void setFinding(bool on);
    bool isFinding() const;
    void setFindOffered(bool on);
    QString text() const;
    QString error() const;  ///< what stands under the line; empty where the filter is all right
    QString advice() const; ///< what stands there where it is all right, and perhaps not what was meant
    /// Where to get what was seen in the list's records; asked when somebody types, at most once a second.
    using CatalogSource = std::function<FilterCatalog()>;
    void setCatalogSource(CatalogSource source);
    /// "1,234 of 56,789 (2.2%)", or with more behind it.
    void setCount(const QString &words);
    void focusEdit();

Q_SIGNALS:
    /// The text is a valid filter, trimmed. The first key takes effect at once; those that follow it quickly are
    /// joined.
    void filterChanged(const QString &text);
    void modeChanged();
    void stepWanted(bool isNewer); ///< to the next match, or the previous one; only while finding
    void left();                   ///< the keyboard wants to go on to the list

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    async::Task<void> followTyping();
    void apply();
    void showMode();
    void complete(bool isWanted);
    void say(const QString &sentence, bool isError);
    const FilterCatalog &catalog();

    ModeSwitch *m_mode;
    FilterEdit *m_edit;
    FilterCompleter *m_completer;
    QLabel *m_count;
    QLabel *m_error;
    QString m_applied;
    bool m_isWrong = false;
    CatalogSource m_source;
    FilterCatalog m_catalog;
    QElapsedTimer m_catalogAge;
    async::Scope m_typing; ///< last: its task uses the rest
};

} // namespace livebelt
