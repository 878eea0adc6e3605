// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/FeedKinds.h"
#include "app/feeds/OverflowChoice.h"
#include "model/records/OptionCheck.h"

#include <QTest>
#include <QTranslator>

using namespace livebelt;
using namespace Qt::StringLiterals;

using Part = FeedParameter::Part;

namespace {

/// Knows all texts of kinds, in capitals.
class Capitals : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *text, const char *, int) const override
    {
        return QByteArrayView(context) == "kinds" ? QString::fromUtf8(text).toUpper() : QString();
    }
};

} // namespace

/// What every kind of feed that is registered has to do with its address.
class tst_FeedKinds : public QObject
{
    Q_OBJECT

private:
    /// The kind's example without its options, in the scheme that takes TLS, and then those.
    static QString withOptions(const FeedDescription &kind, const QString &options)
    {
        const QChar mark = FeedAddress::hasServerUrl(kind.schemes.value(0)) ? u'#' : u'?';
        return kind.example.section(mark, 0, 0) + mark + options;
    }
    Result<const FeedKind *> find(const QString &text) const
    {
        const auto address = FeedAddress::parse(text);
        return address ? m_kinds.find(*address) : Result<const FeedKind *>(Failure{address.error()});
    }
    QString problem(const QString &text) const
    {
        const auto kind = find(text);
        return kind ? QString() : kind.error();
    }
    void addOptions() const
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QString>("option");
        for (const FeedDescription &kind : m_kinds.descriptions()) {
            for (const FeedParameter &parameter : kind.parameters) {
                if (parameter.part == Part::Query)
                    QTest::addRow("%s %s", qPrintable(kind.kind), qPrintable(parameter.name))
                        << kind.schemes.value(0) << parameter.name;
            }
        }
    }
    const FeedDescription &description(const QString &scheme) const
    {
        for (const FeedKind &kind : m_kinds.all()) {
            if (kind.description.schemes.contains(scheme))
                return kind.description;
        }
        qFatal("no kind");
    }

    FeedKinds m_kinds;

private Q_SLOTS:
    void textsForPeopleAreTranslated()
    {
        Capitals capitals;
        QCoreApplication::installTranslator(&capitals);
        for (const FeedDescription &kind : FeedKinds().descriptions()) {
            QStringList texts{kind.title, kind.summary, kind.sendPrompt, kind.sendTarget};
            for (const FeedParameter &parameter : kind.parameters)
                texts << parameter.label << parameter.help;
            for (const FieldDescription &field : kind.fields)
                texts << field.meaning;
            for (const QString &text : std::as_const(texts))
                QCOMPARE(text, text.toUpper());
            QCOMPARE(kind.kind, kind.kind.toLower());
        }
        QCoreApplication::removeTranslator(&capitals);
    }

    void everyExampleIsKnown()
    {
        for (const FeedDescription &kind : m_kinds.descriptions())
            QCOMPARE(problem(kind.example), QString());
    }

    void everyOptionIsKnown_data() { addOptions(); }
    void everyOptionIsKnown()
    {
        QFETCH(QString, scheme);
        QFETCH(QString, option);
        QCOMPARE(problem(withOptions(description(scheme), option + u"=1"_s)), QString());
    }

    void aMisspeltOptionIsRefusedWithTheRightOne_data() { addOptions(); }
    void aMisspeltOptionIsRefusedWithTheRightOne()
    {
        QFETCH(QString, scheme);
        QFETCH(QString, option);
        QString misspelt = option;
        std::swap(misspelt[misspelt.size() - 2], misspelt[misspelt.size() - 1]);
        if (misspelt == option)
            misspelt += u'x';
        const QString said = problem(withOptions(description(scheme), misspelt + u"=1"_s));
        QVERIFY2(said.contains(u"“%1”"_s.arg(misspelt)) && said.contains(u"did you mean %1=?"_s.arg(option)),
                 qPrintable(said));
    }

    void anOptionThatDoesNotRepeatIsTakenOnce_data() { addOptions(); }
    void anOptionThatDoesNotRepeatIsTakenOnce()
    {
        QFETCH(QString, scheme);
        QFETCH(QString, option);
        const FeedDescription &kind = description(scheme);
        bool repeats = false;
        for (const FeedParameter &parameter : kind.parameters)
            repeats |= parameter.part == Part::Query && parameter.name == option && parameter.repeats;
        const QString said = problem(withOptions(kind, u"%1=1&%1=2"_s.arg(option)));
        QVERIFY2(repeats == said.isEmpty(), qPrintable(said));
        QVERIFY(repeats || said.contains(option + u"= is given twice"_s));
    }

    /// A word that is none of the choices, no number and no flag is not taken for something else.
    void aValueThatMeansNothingIsRefused_data() { addOptions(); }
    void aValueThatMeansNothingIsRefused()
    {
        QFETCH(QString, scheme);
        QFETCH(QString, option);
        const FeedDescription &kind = description(scheme);
        for (const FeedParameter &parameter : kind.parameters) {
            if (parameter.part != Part::Query || parameter.name != option ||
                parameter.type == FeedParameter::Type::Text)
                continue;
            const QString text = withOptions(kind, option + u"=no-such-thing"_s);
            const auto address = FeedAddress::parse(text);
            QVERIFY(address);
            const auto found = m_kinds.find(*address);
            const bool isRefused = !found || !(*found)->open(*address, {}) || !chosenOverflow(**found, *address);
            QVERIFY2(isRefused, qPrintable(text));
        }
    }

    void aUserIsRefusedWhereNobodyLogsIn()
    {
        for (const QString &text : {u"tcp://ada@localhost:7000"_s, u"udp://ada@localhost:7000"_s}) {
            const QString said = problem(text);
            QVERIFY2(said.contains(u"ada"_s), qPrintable(text + u": "_s + said));
        }
    }

    void anUnknownKindIsRefusedInTwoLinesWithTheNearest_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("nearest");
        QTest::newRow("letter") << u"mqqt://host/a"_s << u"mqtt://"_s;
        QTest::newRow("swapped") << u"icr://host/#a"_s << u"irc://"_s;
        QTest::newRow("missing") << u"syste:cpu"_s << u"system:"_s;
        QTest::newRow("another name") << u"postgre://host/a?query=SELECT 1"_s << u"postgres://"_s;
        QTest::newRow("web") << u"https://host/a"_s << u"sse+https://"_s;
        QTest::newRow("none") << u"gopher://host/1"_s << u"livebelt kinds"_s;
    }
    void anUnknownKindIsRefusedInTwoLinesWithTheNearest()
    {
        QFETCH(QString, text);
        QFETCH(QString, nearest);
        const QString said = problem(text);
        QVERIFY2(said.contains(nearest), qPrintable(said));
        QVERIFY2(said.size() < 160, qPrintable(said));
    }

    void nothingThatIsLikeNothingIsSuggested()
    {
        QCOMPARE(nearestWord(u"folow"_s, {u"follow"_s, u"from"_s}), u"follow"_s);
        QCOMPARE(nearestWord(u"qso"_s, {u"qos"_s, u"share"_s}), u"qos"_s);
        QCOMPARE(nearestWord(u"xyzzy"_s, {u"qos"_s, u"share"_s}), QString());
        QCOMPARE(nearestWord(QString(100'000, u'x'), {u"qos"_s}), QString());
    }
};

QTEST_GUILESS_MAIN(tst_FeedKinds)
#include "tst_FeedKinds.moc"
