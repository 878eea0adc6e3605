// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

/// The rooms of the house, and who may look into which: reads every file of the tree.
class tst_Architecture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyIncludeFollowsAnArrow();
    void everyFileSaysItsLicence();
    void everyHeaderIsReadOnce();
    void testsDoNotSleep();
    void oneHeaderHasTheWholeAsyncLibrary();
    void everyOperatorIsAtWorkSomewhere();

private:
    static QStringList files(const QStringList &folders);
    static QString text(const QString &file);
    static QString room(const QString &path);
    static bool mayInclude(const QString &from, const QString &to);
};

static const QDir &tree()
{
    static const QDir dir(QStringLiteral(LIVEBELT_SOURCE_DIR));
    return dir;
}

QStringList tst_Architecture::files(const QStringList &folders)
{
    QStringList found;
    for (const QString &folder : folders) {
        QDirIterator it(tree().filePath(folder), {u"*.h"_s, u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext())
            found.append(tree().relativeFilePath(it.next()));
    }
    return found;
}

QString tst_Architecture::text(const QString &file)
{
    QFile opened(tree().filePath(file));
    return opened.open(QIODevice::ReadOnly) ? QString::fromUtf8(opened.readAll()) : QString();
}

/// "app", "ui", "model/records", "sources/irc", ...
QString tst_Architecture::room(const QString &path)
{
    const QString top = path.section(u'/', 0, 0);
    return top == "app"_L1 || top == "model"_L1 || top == "sources"_L1 || top == "resources"_L1
               ? path.section(u'/', 0, 1)
               : top;
}

bool tst_Architecture::mayInclude(const QString &from, const QString &to)
{
    if (from == "app/capture"_L1) // the writer counts what the feeds have delivered
        return from == to || to == "app/feeds"_L1 || !to.startsWith("app/"_L1);
    if (from == "app/history"_L1)
        return from == to || to == "app/capture"_L1 || !to.startsWith("app/"_L1);
    if (from == to || from.startsWith("app/"_L1))
        return true;
    if (from == "sources/async"_L1)
        return false;
    if (from == "sources/feed"_L1)
        return to == "sources/async"_L1 || to == "model/records"_L1;
    if (from == "sources/wire"_L1)
        return to == "sources/async"_L1 || to == "sources/feed"_L1 || to == "model/records"_L1;
    if (from == "sources/parse"_L1)
        return to == "sources/async"_L1 || to == "sources/feed"_L1 || to == "model/records"_L1;
    if (from.startsWith("sources/"_L1) && (to == "sources/parse"_L1 || to == "sources/wire"_L1))
        return true;
    if (from.startsWith("sources/"_L1))
        return to == "sources/async"_L1 || to == "sources/feed"_L1 || to == "model/records"_L1;
    if (from == "ui"_L1)
        return to == "sources/async"_L1 || to.startsWith("model/"_L1);
    if (from == "model/records"_L1)
        return false;
    if (from == "model/filter"_L1)
        return to == "model/records"_L1;
    if (from == "model/formats"_L1) // which writes SQLite
        return to == "model/records"_L1 || to == "model/capture"_L1;
    if (from == "model/lists"_L1 && (to == "model/latest"_L1 || to == "sources/async"_L1))
        return true;
    if (from == "model/index"_L1 || from == "model/lists"_L1 || from == "model/latest"_L1)
        return to == "model/records"_L1 || to == "model/filter"_L1;
    if (from == "model/capture"_L1)
        return to == "model/records"_L1 || to == "model/filter"_L1 || to == "model/index"_L1;
    return from == "resources/demo"_L1 && to.startsWith("model/"_L1);
}

void tst_Architecture::everyIncludeFollowsAnArrow()
{
    static const QRegularExpression include(u"^\\s*#\\s*include\\s+(?:\"|<(?=livebelt/async/))([^\">]+)[\">]"_s,
                                            QRegularExpression::MultilineOption);
    int seen = 0;
    const QStringList all = files({u"app"_s, u"model"_s, u"sources"_s, u"ui"_s, u"resources"_s});
    for (const QString &file : all) {
        auto matches = include.globalMatch(text(file));
        while (matches.hasNext()) {
            QString included = matches.next().captured(1);
            included.replace("livebelt/async/"_L1, "sources/async/"_L1);
            if (!included.contains(u'/'))
                continue; // what moc and the build make
            ++seen;
            QVERIFY2(QFileInfo::exists(tree().filePath(included)),
                     qPrintable(file + " includes "_L1 + included + ", which is not a path from the root"_L1));
            QVERIFY2(mayInclude(room(file), room(included)),
                     qPrintable(file + " may not include "_L1 + included + " (ARCHITECTURE.md)"_L1));
        }
    }
    QVERIFY(seen > 100);
}

void tst_Architecture::everyFileSaysItsLicence()
{
    const QStringList all = files({u"app"_s, u"model"_s, u"sources"_s, u"ui"_s, u"tests"_s, u"resources"_s});
    for (const QString &file : all) {
        const bool isAsync = file.startsWith("sources/async/"_L1) || file.startsWith("tests/async/"_L1);
        const QString line = "// SPDX-License-Identifier: "_L1 + (isAsync ? "MIT"_L1 : "GPL-3.0-or-later"_L1) + u'\n';
        QVERIFY2(text(file).startsWith(line), qPrintable(file));
    }
}

void tst_Architecture::everyHeaderIsReadOnce()
{
    const QStringList all = files({u"app"_s, u"model"_s, u"sources"_s, u"ui"_s, u"tests"_s});
    for (const QString &file : all) {
        if (file.endsWith(".h"_L1))
            QVERIFY2(text(file).contains("\n#pragma once\n"_L1), qPrintable(file));
    }
}

void tst_Architecture::testsDoNotSleep()
{
    static const QRegularExpression sleep(u"qSleep|::m?u?sleep\\(|qWait\\(|sleep_for|usleep\\("_s);
    const QStringList all = files({u"tests"_s});
    for (const QString &file : all) {
        if (!file.startsWith("tests/architecture/"_L1) && !file.startsWith("tests/bench/"_L1))
            QVERIFY2(!sleep.match(text(file)).hasMatch(), qPrintable(file));
    }
}

/// A header is public where something in it is outside of livebelt::async::detail.
void tst_Architecture::oneHeaderHasTheWholeAsyncLibrary()
{
    const QStringList apart{u"sources/async/io/DBus.h"_s, // wants more of Qt than Core and Network
                            u"sources/async/Hop.h"_s};    // declares public names, and defines none
    const QString whole = text(u"sources/async/async.h"_s);
    QVERIFY(!whole.isEmpty());
    const QStringList all = files({u"sources/async"_s});
    for (const QString &file : all) {
        if (!file.endsWith(".h"_L1) || file.endsWith("/async.h"_L1) || apart.contains(file))
            continue;
        const bool isPublic = text(file).contains("\nnamespace livebelt::async {"_L1);
        const QString line = "#include <livebelt/async/"_L1 + file.mid(14) + ">\n"_L1;
        QVERIFY2(whole.contains(line) == isPublic,
                 qPrintable(file + (isPublic ? " is missing in"_L1 : " is internal, and included by"_L1) +
                            " sources/async/async.h"_L1));
    }
}

/// What nobody needs is not there: each operator, and each function over tasks, is included by the program, an example
/// or the guide.
void tst_Architecture::everyOperatorIsAtWorkSomewhere()
{
    QString users;
    const QStringList all =
        files({u"app"_s, u"model"_s, u"sources"_s, u"ui"_s, u"resources"_s, u"tests/async/guide"_s});
    for (const QString &file : all) {
        if (!file.startsWith("sources/async/"_L1) || file.startsWith("sources/async/examples/"_L1))
            users += text(file);
    }
    const QStringList parts{u"Pipe.h"_s,         u"Stage.h"_s,    u"Functions.h"_s,
                            u"ActorOptions.h"_s, u"Finished.h"_s, u"ActorRef.h"_s}; // of the others
    const QStringList offered = files({u"sources/async/operators"_s, u"sources/async/tasks"_s});
    for (const QString &file : offered) {
        if (!text(file).contains("\nnamespace livebelt::async {"_L1) || parts.contains(file.section(u'/', -1)))
            continue;
        if (file.endsWith(".h"_L1))
            QVERIFY2(users.contains("<livebelt/async/"_L1 + file.mid(14) + u'>'), qPrintable(file + " has no user"_L1));
    }
}

QTEST_GUILESS_MAIN(tst_Architecture)
#include "tst_Architecture.moc"
