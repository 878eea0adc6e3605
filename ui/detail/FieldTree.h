// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QTreeWidget>

namespace livebelt {

/// The fields of a record as a tree by their paths, each with its type and every digit, and what else is known of it.
/// A value is copied as it arrived, by Ctrl+C or the menu.
class FieldTree final : public QTreeWidget
{
    Q_OBJECT

public:
    /// Of a record with more fields these are shown, and that there are more is said.
    static constexpr int mostFields = 1'000;

    explicit FieldTree(QWidget *parent = nullptr);

    void setRecord(const Record &record);
    /// Of the chosen rows: one value as it is, several with their names, one a line.
    QString chosenText() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void addFields();
    void addFacts();
    QTreeWidgetItem *addHeading(const QString &text);
    void copy() const;
    Record m_record;
};

} // namespace livebelt
