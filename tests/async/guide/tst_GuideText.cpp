// SPDX-License-Identifier: MIT
#include <QDir>
#include <QMap>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QString text(const QString &path)
{
    QFile file(QDir(QStringLiteral(LIVEBELT_SOURCE_DIR)).filePath(path));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Without the indentation that all lines have.
QString flushLeft(const QString &block)
{
    QStringList lines = block.trimmed().isEmpty() ? QStringList() : block.split(u'\n');
    qsizetype indentation = block.size();
    for (const QString &line : lines) {
        qsizetype spaces = 0;
        while (spaces < line.size() && line[spaces] == u' ')
            ++spaces;
        if (spaces < line.size())
            indentation = std::min(indentation, spaces);
    }
    for (QString &line : lines)
        line = line.mid(indentation);
    return lines.join(u'\n');
}

/// What stands between the pairs of lines `// [name]`.
QMap<QString, QString> examples()
{
    static const QRegularExpression marked(u"^ *// \\[(\\w+)\\]\\n(.*?)\\n *// \\[\\1\\]$"_s,
                                           QRegularExpression::MultilineOption |
                                               QRegularExpression::DotMatchesEverythingOption);
    QMap<QString, QString> found;
    const QDir folder(QStringLiteral(LIVEBELT_SOURCE_DIR "/tests/async/guide"));
    const QStringList sources = folder.entryList({u"*.cpp"_s}, QDir::Files);
    for (const QString &source : sources) {
        auto blocks = marked.globalMatch(text(u"tests/async/guide/"_s + source));
        while (blocks.hasNext()) {
            const auto block = blocks.next();
            if (found.contains(block.captured(1)))
                qFatal("two examples are named %s", qPrintable(block.captured(1)));
            found.insert(block.captured(1), flushLeft(block.captured(2)));
        }
    }
    return found;
}

} // namespace

/// The guide shows the examples that tst_Guide runs, all of them and no others.
class tst_GuideText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyBlockOfTheGuideIsAnExampleThatIsRun()
    {
        static const QRegularExpression block(u"^(?:<!-- (\\w+) -->\\n)? *```cpp\\n(.*?)\\n *```$"_s,
                                              QRegularExpression::MultilineOption |
                                                  QRegularExpression::DotMatchesEverythingOption);
        const QString guide = text(u"docs/async.md"_s);
        QMap<QString, QString> unseen = examples();
        QVERIFY(unseen.size() > 20);
        qsizetype count = 0;
        auto blocks = block.globalMatch(guide);
        while (blocks.hasNext()) {
            const auto shown = blocks.next();
            const QString name = shown.captured(1);
            ++count;
            QVERIFY2(unseen.contains(name), qPrintable(u"no example, or shown twice: "_s + name + shown.captured(2)));
            QCOMPARE(flushLeft(shown.captured(2)), unseen.take(name));
        }
        QCOMPARE(2 * (count + guide.count(u"```cmake"_s)), guide.count(u"```"_s)); // no other kinds of blocks
        QVERIFY2(unseen.isEmpty(),
                 qPrintable(u"not in the guide: "_s + QStringList(unseen.keyBegin(), unseen.keyEnd()).join(u' ')));
    }
    void everyOperatorHasItsNamesElsewhere()
    {
        const QString guide = text(u"docs/async.md"_s);
        const QString table = guide.sliced(guide.indexOf(u"\n## Names from elsewhere"_s)).section(u"\n## "_s, 1, 1);
        const QStringList none{u"Functions"_s, u"Pipe"_s, u"Received"_s, u"Stage"_s}; // no operators
        static const QRegularExpression header(u"async/(?:operators|sync)/(\\w+)\\.h"_s);
        auto headers = header.globalMatch(text(u"sources/async/async.h"_s));
        QVERIFY(headers.hasNext());
        while (headers.hasNext()) {
            const QString name = headers.next().captured(1);
            const QString function = name.at(0).toLower() + name.sliced(1);
            QVERIFY2(none.contains(name) || table.contains(u'`' + name) || table.contains(u'`' + function),
                     qPrintable(name));
        }
    }
};

QTEST_GUILESS_MAIN(tst_GuideText)
#include "tst_GuideText.moc"
