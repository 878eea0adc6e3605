// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/HeadlessRun.h"

#include "app/feeds/AddressGuesser.h"
#include "app/feeds/FeedNames.h"
#include "app/feeds/Secrets.h"
#include "model/records/TypedAddress.h"

#include <QCoreApplication>
#include <QLocale>

namespace livebelt {

using namespace Qt::StringLiterals;

HeadlessRun::HeadlessRun(const Invocation &invocation, SinkFactory makeSink, Recorder::Stored stored)
    : m_invocation(invocation)
    , m_engine(std::move(makeSink), std::move(stored), invocation.memory.value_or(defaultMemory))
{
    connect(&m_engine, &Engine::finished, this, &HeadlessRun::feedFinished);
    connect(&m_engine, &Engine::shutDownDone, this, [this] {
        showProgress(); // the last word
        sayWhatIsNotStored();
        QCoreApplication::quit();
    });
    connect(&m_progress, &QTimer::timeout, this, &HeadlessRun::showProgress);
}

int HeadlessRun::run()
{
    connect(&m_interrupt, &Interrupt::raised, this, &HeadlessRun::stop);
    connect(&m_interrupt, &Interrupt::raised, this, &HeadlessRun::interrupted);
    m_beginning.spawn(begin());
    // Where it has failed at once, exec() ends with the first event.
    QCoreApplication::exec();
    return m_status;
}

async::Task<void> HeadlessRun::begin()
{
    const bool areAdded = co_await addFeeds();
    if (!areAdded) {
        end(2);
        co_return;
    }
    if (const auto opened = m_engine.open(); !opened) {
        m_terminal.say(opened.error());
        end(1);
        co_return;
    }
    const QList<int> ids = m_names.keys();
    m_running = ids.size();
    for (const int id : ids)
        m_engine.start(id);
    if (m_invocation.duration)
        QTimer::singleShot(*m_invocation.duration, this, &HeadlessRun::stop);
    m_progress.start(500);
}

/// Before anything runs.
void HeadlessRun::end(int status)
{
    m_status = status;
    m_home.post([] { QCoreApplication::quit(); });
}

void HeadlessRun::stop()
{
    m_home.post([this] {
        if (m_beginning.isEmpty()) {
            m_engine.shutDown();
        } else {
            m_beginning.cancel(); // the keychain has not answered
            QCoreApplication::quit();
        }
    });
}

/// Of what may be a path, host:port, or a page of the web. A capture is played again.
async::Task<Result<QString>> HeadlessRun::addressOf(QString input, QStringList known)
{
    const AddressGuess guess = AddressGuesser(m_kinds.descriptions()).guess(input, known);
    if (!guess.page.isEmpty())
        co_return co_await AddressGuesser::addressOfPage(guess.page);
    if (!guess.problem.isEmpty())
        co_return Failure{guess.problem};
    co_return guess.capture.isEmpty() ? guess.address : u"capture:"_s + AddressGuesser::pathInAddress(guess.capture);
}

async::Task<bool> HeadlessRun::addFeeds()
{
    FeedNames names;
    QStringList known;
    for (const QString &input : m_invocation.inputs) {
        const Result<QString> meant = co_await addressOf(input, known);
        const auto typed = meant ? TypedAddress::parse(*meant) : Result<TypedAddress>(Failure{meant.error()});
        const auto kind = typed ? m_kinds.find(typed->address) : Result<const FeedKind *>(Failure{typed.error()});
        if (!kind) {
            m_terminal.say(kind.error());
            co_return false;
        }
        const Result<Credentials> secrets = co_await Secrets::find(typed->address, typed->secrets);
        if (!secrets)
            m_terminal.say(secrets.error()); // the other side may not ask for any
        const Credentials credentials = secrets ? *secrets : typed->secrets;
        const QString name = names.unique(typed->address);
        const auto id = m_engine.add(**kind, typed->address, name, credentials);
        if (!id) {
            m_terminal.say(id.error());
            co_return false;
        }
        m_names.insert(*id, name);
        known << typed->address.toString();
    }
    co_return true;
}

void HeadlessRun::feedFinished(int id)
{
    const auto progress = m_engine.progress(id);
    if (progress.state == FeedState::Failed) {
        m_terminal.say(u"%1: %2"_s.arg(m_names.value(id), progress.problem));
        m_status = 1;
    }
    if (--m_running == 0)
        m_engine.shutDown();
}

void HeadlessRun::sayWhatIsNotStored()
{
    for (auto it = m_names.cbegin(); it != m_names.cend(); ++it) {
        const quint64 waiting = m_engine.progress(it.key()).waiting();
        if (waiting == 0)
            continue;
        m_terminal.say(u"%1: %2 that had arrived could not be stored. %3"_s.arg(it.value(), QLocale().toString(waiting),
                                                                                m_engine.whyUnstored()));
        m_status = 1;
    }
}

void HeadlessRun::showProgress()
{
    const QString problem = m_engine.problem().isEmpty() ? m_engine.history().warning : m_engine.problem();
    if (problem != m_problem) {
        m_terminal.say(problem.isEmpty() ? u"The capture can be written again"_s : problem);
        m_problem = problem;
    }
    if (m_invocation.command != Invocation::Command::Record)
        return;
    FeedCounters all;
    qsizetype live = 0;
    for (auto it = m_names.cbegin(); it != m_names.cend(); ++it) {
        const auto progress = m_engine.progress(it.key());
        all.add(FeedCounters{progress.received, progress.stored, progress.quarantined, progress.dropped});
        live += progress.state == FeedState::Live;
    }
    const QLocale locale;
    const auto number = [&locale](quint64 count) { return locale.toString(count); };
    QString line = u"%1 received: %2 stored, "_s.arg(number(all.received), number(all.stored));
    if (all.quarantined > 0)
        line += u"%1 not understood, "_s.arg(number(all.quarantined));
    line += u"%1 dropped, %2 waiting; %3 of %4 feeds live  (Ctrl+C ends)"_s.arg(
        number(all.dropped), number(all.waiting()), locale.toString(live), locale.toString(m_names.size()));
    m_terminal.progress(line);
}

} // namespace livebelt
