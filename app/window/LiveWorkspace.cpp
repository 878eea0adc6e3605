// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/LiveWorkspace.h"

#include "app/capture/CaptureFolder.h"
#include "app/capture/PatientSink.h"
#include "app/feeds/AddressGuesser.h"
#include "app/feeds/Secrets.h"
#include "app/window/FeedTest.h"
#include "app/window/StatusOf.h"
#include "model/lists/RecordListModel.h"
#include <livebelt/async/LiveTasks.h>

#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto frameTime = 16ms;
constexpr auto statusTime = 250ms;
} // namespace

LiveWorkspace::LiveWorkspace(const QString &capturePath, quint64 memory, Consents consents, const HistoryLimits &limits,
                             QObject *parent)
    : Workspace(parent)
    , m_consents(std::move(consents))
    , m_history(CaptureFolder::isMeantBy(capturePath) ? QDir::cleanPath(capturePath) : QString())
    , m_capturePath(capturePath)
    , m_readers(std::make_unique<CaptureReaders>())
    , m_models(std::make_unique<QObject>())
    , m_exports([this](const ExportProgress &progress) { Q_EMIT exportProgressed(progress); })
    , m_tail([this] { m_home.post([this] { m_frame.start(); }); })
{
    const auto stored = [this](int id, const FeedBatch &batch) { m_tail.stored(id, batch); };
    // Better to watch without recording than not to watch; the window says so for as long as it is so.
    const SinkFactory sink = m_history.isEmpty() ? patientSink(capturePath, memory / 8, false)
                                                 : historySink(m_history, limits, memory / 8, false);
    m_engine = std::make_unique<Engine>(sink, stored, memory);
    static_cast<void>(m_engine->open());
    connect(m_engine.get(), &Engine::shutDownDone, this, &LiveWorkspace::closed);
    m_frame.setSingleShot(true);
    m_frame.setInterval(frameTime);
    connect(&m_frame, &QTimer::timeout, this, &LiveWorkspace::showFrame);
    connect(&m_status, &QTimer::timeout, this, &LiveWorkspace::updateStatus);
    m_status.start(statusTime);
}

LiveWorkspace::~LiveWorkspace()
{
    m_tasks.cancel();
    m_models.reset();
    m_readers.reset(); // before the writer, which then leaves the capture as one file
    m_engine.reset();  // before the tail, which the writer thread tells what it stores
}

void LiveWorkspace::close()
{
    m_engine->shutDown();
}

LiveWorkspace::Entry *LiveWorkspace::find(qint64 id)
{
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? nullptr : &found->second;
}

LiveWorkspace::Entry &LiveWorkspace::insert(FeedStatus status, const CapturePlace &place)
{
    Entry &entry = m_entries[status.id];
    entry.status = std::move(status);
    entry.source = std::make_shared<HistorySource>(*m_readers, place);
    entry.records = new RecordListModel(entry.status.id, entry.source, m_models.get());
    entry.records->setFeedName(entry.status.name.toUtf8());
    m_feeds.addFeed(entry.status);
    return entry;
}

AddressGuess LiveWorkspace::guess(const QString &text)
{
    QStringList known;
    for (const qint64 feed : m_feeds.feedIds())
        known << m_feeds.status(feed)->address;
    return AddressGuesser(kinds()).guess(text, known);
}

async::Task<Result<QString>> LiveWorkspace::addressOfPage(QString page)
{
    return AddressGuesser::addressOfPage(std::move(page));
}

Result<qint64> LiveWorkspace::add(const FeedAddress &address, const QString &name, const Credentials &credentials,
                                  bool isTyped)
{
    const auto kind = m_kinds.find(address);
    if (!kind)
        return Failure{kind.error()};
    FeedStatus status;
    status.name = name.isEmpty() ? m_names.unique(address) : m_names.unique(name);
    const auto id = m_engine->add(**kind, address, status.name, credentials);
    if (!id) {
        m_names.release(status.name);
        return Failure{id.error()};
    }
    status.id = *id;
    status.address = address.toString();
    status.kind = (*kind)->description.kind;
    status.group = tr("Live");
    const bool runs = !m_kinds.whatRuns(address).isEmpty();
    const bool needsYes = runs && !isTyped && !m_consents.has(address);
    if (runs && isTyped)
        m_consents.remember(address);
    status.state = needsYes ? FeedState::Stopped : FeedState::Connecting;
    Entry &entry = insert(std::move(status), {m_history.isEmpty() ? m_capturePath : m_history});
    entry.isLive = true;
    entry.needsYes = needsYes;
    if (needsYes)
        startFeed(*id); // asks
    else
        start(*id, address, credentials);
    lookBack();
    Q_EMIT feedsChanged();
    return qint64(*id);
}

Result<void> LiveWorkspace::changeFeed(qint64 feed, const FeedAddress &address, const QString &name,
                                       const Credentials &credentials)
{
    Entry *entry = find(feed);
    if (!entry || !entry->isLive)
        return Failure{tr("Only a live feed can be changed")};
    const auto kind = m_kinds.find(address);
    if (!kind)
        return Failure{kind.error()};
    if ((*kind)->description.kind != entry->status.kind)
        return Failure{tr("A feed of another kind is another feed: add it, and remove this one")};
    for (const auto &[id, other] : m_entries) {
        if (id != feed && other.isLive && other.status.address == address.toString())
            return Failure{tr("“%1” has that address already").arg(other.status.name)};
    }
    const bool isRenamed = name.trimmed() != entry->status.name;
    const bool isSame = address.toString() == entry->status.address && !credentials.hasSecrets();
    if (isSame && entry->status.state == FeedState::Live) { // nothing that it would have to connect anew for
        if (isRenamed)
            renameFeed(feed, name);
        return {};
    }
    Credentials used = credentials;
    const auto before = FeedAddress::parse(entry->status.address);
    if (!credentials.hasSecrets() && before && Secrets::isSameAccount(*before, address)) {
        used = m_engine->credentials(int(feed));
        used.user = credentials.user;
    }
    if (const auto changed = m_engine->change(int(feed), **kind, address, used); !changed)
        return changed;
    entry->needsYes = false; // the person has typed it
    entry->status.address = address.toString();
    if (isRenamed)
        renameFeed(feed, name);
    m_feeds.updateFeed(entry->status);
    start(int(feed), address, used);
    Q_EMIT feedsChanged();
    return {};
}

/// Secrets that nobody has typed are looked up first.
void LiveWorkspace::start(int id, const FeedAddress &address, const Credentials &credentials)
{
    if (credentials.hasSecrets() || !Secrets::mayBeWanted(address))
        startFeed(id);
    else
        m_tasks.spawn(startWithSecrets(id, address));
}

void LiveWorkspace::allowFeed(qint64 feed)
{
    if (Entry *entry = find(feed); entry && entry->needsYes) {
        entry->needsYes = false;
        if (const auto address = FeedAddress::parse(entry->status.address))
            m_consents.remember(*address);
    }
    startFeed(feed);
}

/// The keychain may have to be unlocked first; without it, the other side says what it wants.
async::Task<void> LiveWorkspace::startWithSecrets(int id, FeedAddress address)
{
    const Result<Credentials> found = co_await Secrets::find(address);
    if (!find(id))
        co_return;
    if (found)
        m_engine->setCredentials(id, *found);
    else
        Q_EMIT secretsFailed(found.error());
    startFeed(id);
}

void LiveWorkspace::keepSecrets(const FeedAddress &address, const Credentials &credentials)
{
    m_tasks.spawn(keep(address, credentials));
}

async::Task<void> LiveWorkspace::keep(FeedAddress address, Credentials credentials)
{
    const Result<void> kept = co_await Secrets::keep(std::move(address), std::move(credentials));
    if (!kept)
        Q_EMIT secretsFailed(kept.error());
}

void LiveWorkspace::send(qint64 feed, const QString &to, const QString &text)
{
    const auto answer = [this, feed](const Result<void> &result) { Q_EMIT sent(feed, result.error()); };
    m_engine->send(int(feed), {to, text.toUtf8()}, answer);
}

void LiveWorkspace::startFeed(qint64 feed)
{
    run(feed, &Engine::start);
}

void LiveWorkspace::reconnectFeed(qint64 feed)
{
    run(feed, &Engine::restart);
}

/// One that waits for the person's yes asks for that.
void LiveWorkspace::run(qint64 feed, void (Engine::*how)(int))
{
    const Entry *entry = find(feed);
    if (entry && entry->needsYes)
        Q_EMIT consentWanted(feed);
    else if (entry && entry->isLive)
        (m_engine.get()->*how)(int(feed));
}

void LiveWorkspace::stopFeed(qint64 feed)
{
    if (const Entry *entry = find(feed); entry && entry->isLive)
        m_engine->stop(int(feed));
}

void LiveWorkspace::followSeries(qint64 feed, const SeriesName &series, const SeriesName &instead)
{
    m_tail.follow(int(feed), series, instead);
}

void LiveWorkspace::removeFeed(qint64 feed)
{
    Entry *entry = find(feed);
    if (!entry)
        return;
    if (entry->isLive) {
        m_engine->remove(int(feed));
        m_tail.forget(int(feed));
        m_names.release(entry->status.name);
    }
    Q_EMIT feedRemoved(feed);
    m_feeds.removeFeed(feed);
    entry->records->deleteLater(); // views let go of it by events of their own
    m_latest.remove(feed);
    m_marks.remove(feed);
    m_entries.erase(feed);
    Q_EMIT feedsChanged();
}

void LiveWorkspace::renameFeed(qint64 feed, const QString &name)
{
    Entry *entry = find(feed);
    if (!entry || name.trimmed().isEmpty())
        return;
    m_names.release(entry->status.name);
    entry->status.name = m_names.unique(name.trimmed());
    entry->records->setFeedName(entry->status.name.toUtf8());
    if (entry->isLive)
        m_engine->rename(int(feed), entry->status.name);
    m_feeds.updateFeed(entry->status);
    Q_EMIT feedsChanged();
}

async::AsyncIterator<TestProgress> LiveWorkspace::tryOut(FeedAddress address, Credentials credentials)
{
    return runFeedTest(&m_kinds, &m_home, std::move(address), std::move(credentials));
}

void LiveWorkspace::listTasks()
{
    m_engine->describeTasks([this](const QByteArray &feeds) {
        const auto section = [](const QString &title, const QByteArray &tasks) {
            return title + u'\n' + (tasks.isEmpty() ? tr("nothing") + u'\n' : QString::fromUtf8(tasks)) + u'\n';
        };
        Q_EMIT tasksListed(section(tr("Feeds"), feeds) + section(tr("Window"), async::describe(async::liveTasks())));
    });
}

void LiveWorkspace::keepHistory(qint64 bytes, std::chrono::seconds age)
{
    HistoryLimits limits;
    limits.keepBytes = bytes;
    limits.keepAge = age;
    limits.isChosen = true;
    m_engine->setLimits(limits);
}

QStringList LiveWorkspace::unstored() const
{
    QStringList sentences;
    for (const auto &[id, entry] : m_entries) {
        const quint64 waiting = entry.isLive ? m_engine->progress(int(id)).waiting() : 0;
        if (waiting > 0)
            sentences += tr("%1: %2 that had arrived could not be stored. %3")
                             .arg(entry.status.name, QLocale().toString(waiting), m_engine->whyUnstored());
    }
    return sentences;
}

void LiveWorkspace::updateStatus()
{
    Totals totals;
    for (auto &[id, entry] : m_entries) {
        if (!entry.isLive)
            continue;
        const auto now = m_engine->progress(int(id));
        if (now.captureFeed != 0)
            entry.source->place = {listedCapture(), now.captureFeed}; // a capture that has come meanwhile
        FeedStatus &status = entry.status;
        livebelt::updateStatus(status, now);
        if (entry.needsYes)
            status.problem = tr("Waits for your yes, as it runs something on this computer: start it to see what.");
        status.rate = entry.rate.update(now.received);
        m_feeds.updateFeed(status);
        totals.books.add(booksOf(now));
        totals.rate += status.rate;
        totals.lagSeconds = std::max(totals.lagSeconds, double(now.lag) / 1e6);
    }
    if (++m_statusTurn % 4 == 0)
        m_feeds.sampleRates();
    if (m_statusTurn % 20 == 0)
        keepOpen();
    const HistoryState history = m_engine->history();
    if (std::exchange(m_removed, history.removed) != history.removed)
        lookBack();
    totals.historySince = history.since;
    totals.historyBytes = history.bytes;
    totals.historyWarning = history.warning;
    totals.captureBytes = m_totals.captureBytes;
    totals.freeBytes = m_totals.freeBytes;
    m_totals = totals;
    updateTotals();
}

void LiveWorkspace::updateTotals()
{
    const QString path = m_engine->capturePath();
    m_capturePath = path.isEmpty() ? m_capturePath : path;
    const QString problem = m_engine->problem();
    if (problem.isEmpty() && m_statusTurn % 8 == 1) {
        m_totals.captureBytes = QFileInfo(m_capturePath).size() + QFileInfo(m_capturePath + "-wal"_L1).size();
        m_totals.freeBytes = QStorageInfo(QFileInfo(m_capturePath).path()).bytesAvailable();
    }
    m_totals.recording = problem.isEmpty();
    m_totals.capturePath = m_capturePath;
    m_totals.problem = problem;
    Q_EMIT totalsChanged(m_totals);
}

} // namespace livebelt
