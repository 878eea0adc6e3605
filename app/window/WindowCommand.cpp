// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/WindowCommand.h"

#include "app/commands/Commands.h"
#include "app/commands/Interrupt.h"
#include "app/commands/Terminal.h"
#include "app/window/LiveWorkspace.h"
#include "app/window/SavedFeeds.h"
#include "model/capture/CaptureLock.h"
#include "model/capture/OwnersOnly.h"
#include "model/records/TypedAddress.h"
#include "ui/theme/Icons.h"
#include "ui/window/MainWindow.h"

#include <QApplication>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Qt ends the program where it finds no display; this says first what could be done instead.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

/// $XDG_DATA_HOME/livebelt/history; where another window records there, one beside it, which has a history of its own.
QString historyFolder()
{
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/livebelt"_L1;
    makeOwnersFolder(data);
    QString folder = data + "/history"_L1;
    constexpr int most = 100;
    for (int n = 2; n < most; ++n) {
        makeOwnersFolder(folder);
        if (CaptureLock::takeFolder(folder))
            break;
        folder = u"%1/history %2"_s.arg(data).arg(n);
    }
    return folder;
}

HistoryLimits limitsFor(const Invocation &invocation, const QSettings &settings)
{
    HistoryLimits limits;
    limits.isChosen = settings.contains(HistoryMenu::sizeSetting);
    limits.keepBytes = settings.value(HistoryMenu::sizeSetting, HistoryMenu::usualSize).toLongLong();
    limits.keepAge = std::chrono::hours(24 * settings.value(HistoryMenu::ageSetting, 0).toLongLong());
    return chosenLimits(invocation, limits);
}

/// What the person has chosen in the window's menu.
quint64 chosenMemory(const QSettings &settings)
{
    constexpr quint64 least = 1 << 20;
    bool isNumber = false;
    const quint64 bytes = settings.value(MainWindow::memorySetting).toULongLong(&isNumber);
    return isNumber ? std::max(bytes, least) : defaultMemory;
}

void addFeeds(const QStringList &inputs, LiveWorkspace &workspace, MainWindow &window)
{
    for (const QString &input : inputs) {
        const AddressGuess guess = workspace.guess(input);
        if (!guess.capture.isEmpty()) {
            window.openCapture(guess.capture);
            continue;
        }
        if (!guess.page.isEmpty()) { // a server has to be asked, which the dialog does
            window.addFeed({}, guess.page);
            continue;
        }
        const auto typed =
            guess.problem.isEmpty() ? TypedAddress::parse(guess.address) : Result<TypedAddress>(Failure{guess.problem});
        const auto feed =
            typed ? workspace.addFeed(typed->address, {}, typed->secrets) : Result<qint64>(Failure{typed.error()});
        if (feed && typed->secrets.hasSecrets())
            workspace.keepSecrets(typed->address, typed->secrets);
        if (feed)
            window.openFeed(*feed);
        else
            window.showProblem(feed.error());
    }
}

} // namespace

int runWindow(const Invocation &invocation, int &argc, char *argv[])
{
    if (!hasDisplay()) {
        Terminal().say(
            u"There is no display to open the window on. Without one, “livebelt watch URL” prints what arrives, "
            "“livebelt record URL --to FILE.livebelt” captures it, and “livebelt --help” shows the rest"_s);
        return 1;
    }
    Interrupt::keepFromThreads();
    QApplication application(argc, argv);
    const Interrupt interrupt;
    QApplication::setApplicationName(u"livebelt"_s);
    QApplication::setApplicationDisplayName(u"Livebelt"_s);
    QApplication::setApplicationVersion(QStringLiteral(LIVEBELT_VERSION));
    QApplication::setDesktopFileName(u"livebelt"_s);
    QApplication::setQuitOnLastWindowClosed(false); // what has arrived is written first

    QSettings settings(QSettings::IniFormat, QSettings::UserScope, u"livebelt"_s, u"livebelt"_s);
    makeOwnersFolder(QFileInfo(settings.fileName()).path());
    makeOwnersFile(settings.fileName());
    const QString folder = invocation.workspace.isEmpty() ? historyFolder() : invocation.workspace + u'/';
    LiveWorkspace workspace(folder, invocation.memory.value_or(chosenMemory(settings)), Consents(&settings),
                            limitsFor(invocation, settings));
    MainWindow window(workspace, settings);
    QObject::connect(&interrupt, &Interrupt::raised, &window, &QWidget::close);
    QObject::connect(&application, &QApplication::lastWindowClosed, &workspace, [&] {
        workspace.close();
        QTimer::singleShot(9s, &application, &QApplication::quit); // a disk that does not answer must not keep us
    });
    QObject::connect(&workspace, &LiveWorkspace::closed, &application, &QApplication::quit);

    SavedFeeds saved(settings, workspace);
    if (invocation.inputs.isEmpty())
        saved.open();
    else
        addFeeds(invocation.inputs, workspace, window);
    window.show();
    const int status = QApplication::exec();
    const QStringList unstored = workspace.unstored();
    for (const QString &sentence : unstored)
        Terminal().say(sentence);
    return unstored.isEmpty() ? status : 1;
}

} // namespace livebelt
