// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/DiscreetFeed.h"

#include "model/records/Notice.h"
#include "model/records/SecretMask.h"

#include <QHostAddress>
#include <QUrl>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

bool isThisMachine(const QString &host)
{
    return host.isEmpty() || host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

/// The warning is a record of the feed's stream like any other: the inner feed counts without it.
class DiscreetFeed final : public Feed
{
public:
    DiscreetFeed(std::unique_ptr<Feed> feed, const SecretMask &mask, const QString &warning)
        : m_feed(std::move(feed)), m_mask(mask), m_warning(warning)
    {
    }

    async::AsyncIterator<Record> records() override
    {
        if (!m_warning.isEmpty())
            co_yield makeNotice(NoticeType::Information, m_warning.toUtf8());
        auto records = m_feed->records();
        while (auto record = co_await records.next()) {
            if (record->kind == RecordKind::Notice) {
                record->text = m_mask.masked(record->text);
                record->fields = m_mask.masked(record->fields);
            }
            co_yield std::move(*record);
        }
    }

    void continueAfter(const ResumePoints &points) override { m_feed->continueAfter(points); }
    void stored(quint64 count) override
    {
        const quint64 own = m_warning.isEmpty() ? 0 : 1;
        m_feed->stored(count > own ? count - own : 0);
    }
    async::Task<void> close() override { return m_feed->close(); }
    async::Task<Result<void>> send(Outgoing message) override
    {
        const Result<void> sent = co_await m_feed->send(std::move(message));
        if (!sent)
            co_return Failure{m_mask.masked(sent.error())};
        co_return Result<void>();
    }

private:
    std::unique_ptr<Feed> m_feed;
    SecretMask m_mask;
    QString m_warning;
};

} // namespace

QString clearTextWarning(const FeedDescription &kind, const FeedAddress &address, const Credentials &credentials)
{
    const QString scheme = address.scheme(), tls = address.query(u"tls"_s);
    const bool isEncrypted = scheme.contains(u"https") || scheme == u"wss" || scheme == u"ircs" || scheme == u"tls" ||
                             scheme.startsWith(u"mqtts") || scheme == u"natss" || scheme == u"rediss" ||
                             scheme == u"kafkas";
    const bool mayEncrypt = !kind.secureScheme.isEmpty();
    const bool isClear = mayEncrypt ? !isEncrypted : tls == u"off" || tls == u"0";
    if (!credentials.password.isEmpty() && isClear && !isThisMachine(address.host())) {
        return u"The password or token travels to %1 unencrypted, for everyone on the way to read: use %2 where the "
               "server has it"_s.arg(address.host(), mayEncrypt ? kind.secureScheme + u"://"_s : u"tls=verify"_s);
    }
    const QString proxy = QUrl(address.query(u"proxy"_s)).host();
    if (!credentials.proxyPassword.isEmpty() && !isThisMachine(proxy)) {
        return u"The password of the proxy travels to %1 unencrypted, as proxies know it no other way: trust the "
               u"network "
               "up to there, or do without"_s.arg(proxy);
    }
    return {};
}

Result<std::unique_ptr<Feed>> openDiscreetly(const FeedKind &kind, const FeedAddress &address,
                                             const Credentials &credentials)
{
    Result<std::unique_ptr<Feed>> feed = kind.open(address, credentials);
    if (!credentials.hasSecrets())
        return feed;
    const SecretMask mask(credentials);
    if (!feed)
        return Failure{mask.masked(feed.error())};
    return std::unique_ptr<Feed>(std::make_unique<DiscreetFeed>(
        *std::move(feed), mask, clearTextWarning(kind.description, address, credentials)));
}

} // namespace livebelt
