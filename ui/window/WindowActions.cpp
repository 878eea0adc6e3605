// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/WindowActions.h"

#include "ui/theme/Icons.h"

#include <QCoreApplication>
#include <QWidget>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("WindowActions", text);
}

QAction *make(QWidget &window, const QString &text, const QList<QKeySequence> &keys, const QString &icon = {})
{
    auto *action = new QAction(text, &window);
    action->setShortcuts(keys);
    if (!icon.isEmpty())
        action->setIcon(lineIcon(icon));
    window.addAction(action);
    return action;
}

QAction *makeToggle(QWidget &window, const QString &text, const QKeySequence &key, const QString &icon = {})
{
    QAction *action = make(window, text, {key}, icon);
    action->setCheckable(true);
    action->setChecked(true);
    return action;
}

QKeySequence key(const char *text)
{
    return QKeySequence(QString::fromLatin1(text));
}

} // namespace

WindowActions::WindowActions(QWidget &window)
    : addFeed(make(window, words("&Add feed…"), {key("Ctrl+N"), key("Ctrl+T")}, u"add"_s))
    , openCapture(make(window, words("&Open capture…"), {key("Ctrl+O")}, u"open"_s))
    , exportFeed(make(window, words("&Export…"), {key("Ctrl+E")}, u"export"_s))
    , closeTab(make(window, words("&Close tab"), {key("Ctrl+W")}))
    , quit(make(window, words("&Quit"), {key("Ctrl+Q")}))
    , find(make(window, words("&Filter this list"), {key("Ctrl+F")}, u"search"_s))
    , findNext(make(window, words("Find &next"), {key("F3")}))
    , findPrevious(make(window, words("Find previo&us"), {key("Shift+F3")}))
    , goToTime(make(window, words("&Go to time…"), {key("Ctrl+L")}, u"clock"_s))
    , searchAll(make(window, words("Search in &all feeds"), {key("Ctrl+Shift+F")}, u"live"_s))
    , feeds(makeToggle(window, words("Fee&ds"), key("Ctrl+Shift+B")))
    , detail(makeToggle(window, words("&Details"), key("Ctrl+I"), u"detail"_s))
    , plot(makeToggle(window, words("&Plot"), key("Ctrl+P"), u"plot"_s))
    , zoomIn(make(window, words("Zoom &in"), {key("Ctrl++"), key("Ctrl+=")}))
    , zoomOut(make(window, words("Zoom &out"), {key("Ctrl+-")}))
    , zoomReset(make(window, words("&Normal size"), {key("Ctrl+0")}))
    , nextTab(make(window, words("&Next tab"), {key("Ctrl+Tab"), key("Ctrl+PgDown")}))
    , previousTab(make(window, words("&Previous tab"), {key("Ctrl+Shift+Tab"), key("Ctrl+PgUp")}))
    , startFeed(make(window, words("&Start feed"), {}, u"play"_s))
    , stopFeed(make(window, words("S&top feed"), {}, u"stop"_s))
    , editFeed(make(window, words("&Edit feed…"), {key("Alt+Return")}, u"rename"_s))
    , reread(make(window, words("Read &again as…"), {key("Ctrl+Shift+R")}))
    , reconnect(make(window, words("&Reconnect"), {key("Ctrl+F5")}, u"reload"_s))
    , shortcuts(make(window, words("&Keyboard shortcuts"), {key("F1")}, u"help"_s))
    , tasks(make(window, words("&What runs now…"), {}))
    , about(make(window, words("&About Livebelt"), {}))
{
    for (int number = 1; number <= 9; ++number)
        tabs << make(window, words("Tab %1").arg(number), {QKeySequence(u"Ctrl+%1"_s.arg(number))});
    quit->setMenuRole(QAction::QuitRole);
    about->setMenuRole(QAction::AboutRole);
}

QList<QAction *> WindowActions::all() const
{
    return QList<QAction *>{addFeed,   openCapture, exportFeed, closeTab, quit,      find,     findNext, findPrevious,
                            searchAll, goToTime,    feeds,      detail,   plot,      zoomIn,   zoomOut,  zoomReset,
                            nextTab,   previousTab, editFeed,   reread,   reconnect, shortcuts};
}

} // namespace livebelt
