// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/FilterAdvice.h"

#include <QCompleter>
#include <QStandardItemModel>

class QLineEdit;

namespace livebelt {

/// The list below a filter that is being typed: what may go on at the cursor, with counts. Up and Down choose, Enter
/// and Tab take what is chosen, Esc closes it.
class FilterCompleter final : public QObject
{
    Q_OBJECT

public:
    explicit FilterCompleter(QLineEdit &edit);

    /// Opens, changes or closes it.
    void offer(const FilterCompletions &completions);
    void close();
    bool isOpen() const;
    /// What is offered, in order: for tests and for those who cannot see it.
    QStringList offers() const;

Q_SIGNALS:
    void taken(); ///< the text is another one

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void take(const QModelIndex &index);

    QLineEdit &m_edit;
    QStandardItemModel m_model;
    QCompleter m_completer;
    FilterCompletions m_completions;
};

} // namespace livebelt
