// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestWorkspace.h"

#include "model/latest/LatestGatherer.h"

#include "model/filter/Filter.h"
#include "model/records/Timestamp.h"

#include <QScopeGuard>
#include <stdexcept>

namespace livebelt {

using namespace Qt::StringLiterals;

using Part = FeedParameter::Part;
using Type = FeedParameter::Type;

TestWorkspace::TestWorkspace(QObject *parent) : Workspace(parent) {}

QList<FeedDescription> TestWorkspace::kinds() const
{
    FeedDescription irc;
    irc.kind = irc.icon = u"irc"_s;
    irc.title = u"Live chat (IRC)"_s;
    irc.summary = u"What people say in one or more channels of an IRC server."_s;
    irc.schemes = {u"irc"_s, u"ircs"_s};
    irc.secureScheme = u"ircs"_s;
    irc.example = u"ircs://irc.libera.chat/#qt"_s;
    irc.parameters = {
        {Part::Host, Type::Text, u"host"_s, u"Server"_s, u"Name or address of the server."_s, {}, {}, true},
        {Part::Port, Type::Number, u"port"_s, u"Port"_s, {}, u"6667"_s, {}, false},
        {Part::Path, Type::Text, u"channels"_s, u"Channels"_s, u"One or more, separated by commas."_s, {}, {}, true},
        {Part::User, Type::Text, u"nick"_s, u"Nickname"_s, u"How others see you."_s, {}, {}, false},
        {Part::Password, Type::Text, u"password"_s, u"Password"_s, {}, {}, {}, false}};
    irc.sendPrompt = u"Say something"_s;
    FeedDescription mqtt;
    mqtt.sendPrompt = u"Publish a message"_s;
    mqtt.sendTarget = u"Topic"_s;
    mqtt.kind = mqtt.icon = u"mqtt"_s;
    mqtt.title = u"Live sensors (MQTT)"_s;
    mqtt.summary = u"Measurements and messages published to an MQTT broker."_s;
    mqtt.schemes = {u"mqtt"_s, u"mqtts"_s};
    mqtt.secureScheme = u"mqtts"_s;
    mqtt.example = u"mqtt://test.mosquitto.org/#"_s;
    mqtt.parameters = {
        {Part::Host, Type::Text, u"host"_s, u"Broker"_s, u"Name or address of the broker."_s, {}, {}, true},
        {Part::Port, Type::Number, u"port"_s, u"Port"_s, {}, u"1883"_s, {}, false},
        {Part::Path,
         Type::Text,
         u"topic"_s,
         u"Topic"_s,
         u"With + for one level and # for all below."_s,
         u"#"_s,
         {},
         false},
        {Part::Query,
         Type::Choice,
         u"qos"_s,
         u"Quality of service"_s,
         u"0: as it comes, 1: at least once, 2: once."_s,
         u"0"_s,
         {u"0"_s, u"1"_s, u"2"_s},
         false}};
    FeedDescription system;
    system.kind = system.icon = u"system"_s;
    system.title = u"This machine"_s;
    system.summary = u"Processor, memory, network, disks and temperatures of this machine."_s;
    system.schemes = {u"system"_s};
    system.example = u"system:"_s;
    system.parameters = {{Part::Path, Type::Text, u"group"_s, u"What"_s, u"Empty for everything."_s, {}, {}, false}};
    FeedDescription exec;
    exec.kind = exec.icon = u"exec"_s;
    exec.title = u"A program"_s;
    exec.summary = u"What a program prints."_s;
    exec.schemes = {u"exec"_s};
    exec.example = u"exec:ping localhost"_s;
    exec.needsConsent = true;
    exec.parameters = {{Part::Path, Type::Text, u"command"_s, u"Command"_s, {}, {}, {}, true},
                       {Part::Query, Type::Text, u"env"_s, u"Environment"_s, {}, {}, {}, false, true}};
    QList<FeedDescription> all{system, irc, mqtt, exec};
    for (FeedDescription &kind : all)
        kind.view = views.value(kind.kind, ViewKind::Table);
    return all;
}

AddressGuess TestWorkspace::guess(const QString &text)
{
    AddressGuess guess = guesses.value(text);
    if (guesses.contains(text))
        return guess;
    (text.endsWith(u".livebelt"_s) ? guess.capture : guess.address) = text;
    return guess;
}

TestWorkspace::Feed &TestWorkspace::insert(const QString &name, const QString &kind, const QString &address,
                                           bool numeric)
{
    const qint64 id = ++m_lastFeed;
    Feed &feed = m_all[id];
    feed.status.id = id;
    feed.status.name = name;
    feed.status.kind = kind;
    feed.status.address = address;
    feed.status.group = u"Live"_s;
    feed.status.state = FeedState::Live;
    feed.status.numeric = numeric;
    feed.records = std::make_shared<MemorySource>();
    feed.model = std::make_unique<RecordListModel>(id, feed.records);
    m_feeds.addFeed(feed.status);
    return feed;
}

qint64 TestWorkspace::add(const QString &name, const QString &kind, const QString &address, bool numeric)
{
    return insert(name, kind, address, numeric).status.id;
}

void TestWorkspace::append(qint64 feed, Records records, const std::vector<SeriesPoint> &points)
{
    Feed &at = m_all[feed];
    for (Record &record : records) {
        record.seq = ++at.status.end;
        if (record.received == noTime)
            record.received = nowMicros();
        at.records->records.push_back(record);
    }
    at.status.received += records.size();
    FeedGrowth growth;
    growth.feed = feed;
    growth.end = at.status.end;
    growth.tail = std::move(records);
    growth.points = points;
    at.model->grow(growth);
    if (at.latest) {
        LatestGatherer gatherer;
        KnownMeanings meanings;
        for (const Record &record : growth.tail)
            gatherer.add(record, meanings);
        at.latest->take(gatherer.take());
    }
    m_feeds.updateFeed(at.status);
    Q_EMIT grown(growth);
}

void TestWorkspace::setState(qint64 feed, FeedState state, const QString &problem)
{
    m_all[feed].status.state = state;
    m_all[feed].status.problem = problem;
    m_feeds.updateFeed(m_all[feed].status);
}

void TestWorkspace::setRate(qint64 feed, double rate)
{
    m_all[feed].status.rate = rate;
    m_feeds.updateFeed(m_all[feed].status);
}

RecordListModel *TestWorkspace::records(qint64 feed)
{
    const auto found = m_all.find(feed);
    return found == m_all.end() ? nullptr : found->second.model.get();
}

RecordMarks *TestWorkspace::marks(qint64 feed)
{
    const auto found = m_all.find(feed);
    if (found == m_all.end())
        return nullptr;
    if (!found->second.marks)
        found->second.marks = std::make_unique<RecordMarks>();
    return found->second.marks.get();
}

LatestValues *TestWorkspace::latest(qint64 feed)
{
    const auto found = m_all.find(feed);
    if (found == m_all.end())
        return nullptr;
    if (!found->second.latest)
        found->second.latest = std::make_unique<LatestValues>();
    return found->second.latest.get();
}

Result<qint64> TestWorkspace::addFeed(const FeedAddress &address, const QString &name, const Credentials &who)
{
    asked << u"add "_s + address.toString();
    credentials = who;
    if (!refusal.isEmpty())
        return Failure{refusal};
    return insert(name, address.scheme(), address.toString(), false).status.id;
}

Result<qint64> TestWorkspace::proposeFeed(const FeedAddress &address, const QString &name, const Credentials &who)
{
    auto feed = addFeed(address, name, who);
    if (feed)
        Q_EMIT consentWanted(*feed);
    return feed;
}

Result<void> TestWorkspace::changeFeed(qint64 feed, const FeedAddress &address, const QString &name,
                                       const Credentials &who)
{
    asked << u"change %1 %2 %3"_s.arg(feed).arg(address.toString(), name);
    credentials = who;
    if (!refusal.isEmpty())
        return Failure{refusal};
    return {};
}

void TestWorkspace::allowFeed(qint64 feed)
{
    asked << u"allow %1"_s.arg(feed);
}

void TestWorkspace::startFeed(qint64 feed)
{
    asked << u"start %1"_s.arg(feed);
}

void TestWorkspace::stopFeed(qint64 feed)
{
    asked << u"stop %1"_s.arg(feed);
}

void TestWorkspace::keepSecrets(const FeedAddress &address, const Credentials &)
{
    asked << u"keep "_s + address.toString();
}

void TestWorkspace::listTasks()
{
    asked << u"tasks"_s;
    Q_EMIT tasksListed(u"one task %1"_s.arg(asked.count(u"tasks"_s)));
}

void TestWorkspace::send(qint64 feed, const QString &to, const QString &text)
{
    asked << u"send %1 %2 %3"_s.arg(QString::number(feed), to, text);
    Q_EMIT sent(feed, refusal);
}

void TestWorkspace::reconnectFeed(qint64 feed)
{
    asked << u"reconnect %1"_s.arg(feed);
}

void TestWorkspace::removeFeed(qint64 feed)
{
    asked << u"remove %1"_s.arg(feed);
    m_feeds.removeFeed(feed);
    Q_EMIT feedRemoved(feed);
    m_all.erase(feed);
}

void TestWorkspace::renameFeed(qint64 feed, const QString &name)
{
    asked << u"rename %1 %2"_s.arg(feed).arg(name);
    m_all[feed].status.name = name;
    m_feeds.updateFeed(m_all[feed].status);
}

async::Task<Result<void>> TestWorkspace::openCapture(QString path)
{
    asked << u"open "_s + path;
    if (!refusal.isEmpty())
        co_return Failure{refusal};
    co_return Result<void>();
}

async::Task<Result<QString>> TestWorkspace::addressOfPage(QString page)
{
    asked << u"page "_s + page;
    auto answer = co_await pages.receive();
    co_return std::move(*answer);
}

async::AsyncIterator<TestProgress> TestWorkspace::tryOut(FeedAddress address, Credentials who)
{
    asked << u"test "_s + address.toString();
    credentials = who;
    const auto end = qScopeGuard([this] { asked << u"test ended"_s; });
    while (auto now = co_await progress.receive()) {
        if (!*now)
            break;
        co_yield std::move(**now);
    }
}

static QString optionsText(const QList<FeedAddress::Option> &options)
{
    QStringList parts;
    for (const auto &[name, value] : options)
        parts << name + u'=' + value;
    return parts.join(u' ');
}

async::Task<Result<Records>> TestWorkspace::previewReread(qint64 feed, QList<FeedAddress::Option> options, int count,
                                                          quint64 firstSeq)
{
    asked << u"preview %1 %2 of %3 from %4"_s.arg(optionsText(options)).arg(count).arg(feed).arg(firstSeq);
    auto answer = co_await previews.receive();
    co_return std::move(*answer);
}

async::AsyncIterator<RereadingProgress> TestWorkspace::reread(qint64 feed, QList<FeedAddress::Option> options)
{
    asked << u"reread %1 of %2"_s.arg(optionsText(options)).arg(feed);
    const auto ended = qScopeGuard([this] { asked << u"reread ended"_s; });
    while (auto answer = co_await rereading.receive()) {
        if (!*answer)
            throw std::runtime_error(answer->error().toStdString());
        const RereadingProgress step = **answer;
        co_yield RereadingProgress(step);
        if (step.done == step.total)
            co_return;
    }
}

void TestWorkspace::keepHistory(qint64 bytes, std::chrono::seconds age)
{
    asked << u"keep %1 bytes, %2 s"_s.arg(bytes).arg(age.count());
}

int TestWorkspace::startExport(const ExportRequest &request)
{
    exported = request;
    return ++m_lastJob;
}

async::Task<Result<ExportEstimate>> TestWorkspace::estimateExport(ExportRequest request)
{
    asked << u"estimate %1"_s.arg(request.format);
    co_return ExportEstimate{1'000, 500'000, 3};
}

void TestWorkspace::cancelExport(int id)
{
    asked << u"cancelExport %1"_s.arg(id);
}

Record testRecord(const QByteArray &subject, const QByteArray &text, RecordKind kind)
{
    Record record;
    record.kind = kind;
    record.subject = subject;
    record.text = text;
    record.received = nowMicros();
    return record;
}

} // namespace livebelt
