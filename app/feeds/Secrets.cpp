// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/Secrets.h"

#include <livebelt/async/Event.h>
#include <livebelt/async/Signals.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <qt6keychain/keychain.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

struct Answer
{
    QKeychain::Error error = QKeychain::OtherError;
    QString words;
    QByteArray secret;
};

QString service()
{
    return u"livebelt"_s;
}

/// The same for all channels and topics of one account. Tokens have no account: each path may have its own, and
/// so have channels with keys.
QString keyOf(const FeedAddress &address)
{
    const QString place = u"%1://%2@%3:%4"_s.arg(address.scheme(), address.user(), address.host()).arg(address.port(0));
    const QString target = address.user().isEmpty() ? place + address.serverTarget() : place;
    return address.hasQuery(u"locked"_s) ? target + u'/' + address.query(u"locked"_s) : target;
}

bool wantsPassword(const FeedAddress &address)
{
    return !address.user().isEmpty() || Secrets::isRequired(address);
}

/// The job deletes itself: its library does not bear to have it taken away while it runs.
async::Task<Answer> run(QKeychain::Job *job)
{
    async::Event done;
    Answer answer;
    const async::ScopedConnection finished =
        QObject::connect(job, &QKeychain::Job::finished, [&](QKeychain::Job *ended) {
            answer.error = ended->error();
            answer.words = ended->errorString();
            if (const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(ended))
                answer.secret = reading->binaryData();
            done.set();
        });
    job->start();
    co_await done.wait();
    co_return answer;
}

Failure problem(const Answer &answer)
{
    if (answer.error == QKeychain::AccessDeniedByUser || answer.error == QKeychain::AccessDenied)
        return {u"The keychain is locked: unlock it, or type the password again"_s};
    return {u"The system's keychain cannot be used (%1): start a Secret Service such as gnome-keyring, or put the "
            "password into the environment variable LIVEBELT_PASSWORD"_s.arg(answer.words)};
}

QByteArray toJson(const Credentials &credentials)
{
    QJsonObject object;
    const auto add = [&object](const QString &name, const QString &value) {
        if (!value.isEmpty())
            object.insert(name, value);
    };
    add(u"password"_s, credentials.password);
    add(u"passwordInUrl"_s, credentials.passwordInUrl);
    add(u"proxyPassword"_s, credentials.proxyPassword);
    add(u"keyPassword"_s, credentials.keyPassword);
    add(u"channelKeys"_s, credentials.channelKeys);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

bool Secrets::mayBeWanted(const FeedAddress &address)
{
    return wantsPassword(address) || address.query(u"proxy"_s).contains(u'@') || address.hasQuery(u"cert"_s) ||
           address.hasQuery(u"locked"_s);
}

bool Secrets::isRequired(const FeedAddress &address)
{
    const QString how = address.query(u"auth"_s);
    return address.hasPasswordMark() || (!how.isEmpty() && how != u"basic" && how != u"first");
}

bool Secrets::isSameAccount(const FeedAddress &a, const FeedAddress &b)
{
    return keyOf(a) == keyOf(b);
}

Credentials Secrets::ofEnvironment(const FeedAddress &address)
{
    Credentials found{.user = address.user()};
    if (wantsPassword(address))
        found.password = qEnvironmentVariable("LIVEBELT_PASSWORD");
    if (address.query(u"proxy"_s).contains(u'@'))
        found.proxyPassword = qEnvironmentVariable("LIVEBELT_PROXY_PASSWORD");
    if (address.hasQuery(u"cert"_s))
        found.keyPassword = qEnvironmentVariable("LIVEBELT_KEY_PASSWORD");
    if (address.hasQuery(u"locked"_s))
        found.channelKeys = qEnvironmentVariable("LIVEBELT_CHANNEL_KEYS");
    return found;
}

async::Task<Result<Credentials>> Secrets::find(FeedAddress address, Credentials typed)
{
    Credentials found = ofEnvironment(address);
    if (!typed.password.isEmpty()) {
        found.password = typed.password;
        found.passwordInUrl = typed.passwordInUrl;
    }
    if (!typed.channelKeys.isEmpty())
        found.channelKeys = typed.channelKeys;
    if (found.hasSecrets() || !mayBeWanted(address))
        co_return found;
    auto *job = new QKeychain::ReadPasswordJob(service());
    job->setKey(keyOf(address));
    const Answer answer = co_await run(job);
    if (answer.error == QKeychain::EntryNotFound)
        co_return found;
    if (answer.error != QKeychain::NoError)
        co_return problem(answer);
    const QJsonObject object = QJsonDocument::fromJson(answer.secret).object();
    found.password = object.value("password"_L1).toString();
    found.passwordInUrl = object.value("passwordInUrl"_L1).toString();
    found.proxyPassword = object.value("proxyPassword"_L1).toString();
    found.keyPassword = object.value("keyPassword"_L1).toString();
    found.channelKeys = object.value("channelKeys"_L1).toString();
    co_return found;
}

async::Task<Result<void>> Secrets::keep(FeedAddress address, Credentials credentials)
{
    auto *job = new QKeychain::WritePasswordJob(service());
    job->setKey(keyOf(address));
    job->setBinaryData(toJson(credentials));
    const Answer answer = co_await run(job);
    if (answer.error != QKeychain::NoError)
        co_return problem(answer);
    co_return Result<void>();
}

async::Task<Result<void>> Secrets::forget(FeedAddress address)
{
    auto *job = new QKeychain::DeletePasswordJob(service());
    job->setKey(keyOf(address));
    const Answer answer = co_await run(job);
    if (answer.error != QKeychain::NoError && answer.error != QKeychain::EntryNotFound)
        co_return problem(answer);
    co_return Result<void>();
}

} // namespace livebelt
