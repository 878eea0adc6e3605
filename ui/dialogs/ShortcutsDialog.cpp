// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ShortcutsDialog.h"

#include "ui/theme/Caption.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QScrollArea>
#include <utility>
#include <vector>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("ShortcutsDialog", text);
}

using Keys = std::vector<std::pair<QString, QString>>;

Keys listKeys()
{
    const auto native = [](const char *key) {
        return QKeySequence(QString::fromLatin1(key)).toString(QKeySequence::NativeText);
    };
    return {
        {native("F"), words("Follow the newest, or stop following")},
        {native("Ctrl+Space"), words("Pause or resume the list; capture goes on")},
        {native("End"), words("To the newest, and follow")},
        {native("Home"), words("To the oldest")},
        {native("/"), words("Find: go from match to match; everything stays on the screen")},
        {native("N") + u", "_s + native("Shift+N"), words("To the next match, to the previous one (F3, Shift+F3)")},
        {native("Ctrl+C"), words("Copy the chosen records")},
        {native("Ctrl+1") + u" … "_s + native("Ctrl+9"), words("To the first … ninth tab")},
        {native("F2"), words("Rename the chosen feed")},
        {native("Del"), words("Remove the chosen feed")},
    };
}

void addSection(QGridLayout &grid, const QString &title, const Keys &keys)
{
    auto *heading = new Caption(title);
    heading->setFont(theme::scaled(heading->font(), 0.92, true));
    heading->setContentsMargins(0, grid.rowCount() > 1 ? 14 : 0, 0, 4);
    grid.addWidget(heading, grid.rowCount(), 0, 1, 2);
    for (const auto &[key, meaning] : keys) {
        const int row = grid.rowCount();
        auto *keyLabel = new QLabel(key);
        keyLabel->setFont(theme::fixedFont(0.95));
        keyLabel->setTextFormat(Qt::PlainText);
        auto *text = new QLabel(meaning);
        text->setTextFormat(Qt::PlainText);
        grid.addWidget(keyLabel, row, 0);
        grid.addWidget(text, row, 1);
    }
}

} // namespace

void openShortcuts(const QList<QAction *> &actions, QWidget *parent)
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"shortcuts"_s);
    dialog->setWindowTitle(words("Keyboard shortcuts"));
    auto *sheet = new QWidget;
    auto *grid = new QGridLayout(sheet);
    grid->setContentsMargins(24, 20, 24, 20);
    grid->setHorizontalSpacing(28);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(1, 1);
    addSection(*grid, words("In a list"), listKeys());
    Keys keys;
    for (const QAction *action : actions) {
        if (!action->shortcut().isEmpty())
            keys.emplace_back(action->shortcut().toString(QKeySequence::NativeText),
                              action->text().remove(u'&').remove(u'…'));
    }
    addSection(*grid, words("Everywhere"), keys);
    grid->setRowStretch(grid->rowCount(), 1);

    auto *scroll = new QScrollArea;
    scroll->setWidget(sheet);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(16, 10, 16, 14);
    foot->addWidget(buttons);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addLayout(foot);
    dialog->resize(500, 620);
    dialog->show();
}

} // namespace livebelt
