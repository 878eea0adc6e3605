// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include "sources/feed/Feed.h"
#include "tests/matrix/Law.h"

#include <QString>
#include <optional>

namespace livebelt::test {

/// The other side of one kind of feed, real, for the list that every kind has to pass (FeedMatrix). What it starts it
/// stops when it is destroyed. Everything here may run the event loop while it waits.
class MatrixPeer
{
public:
    MatrixPeer() = default;
    MatrixPeer(const MatrixPeer &) = delete;
    MatrixPeer &operator=(const MatrixPeer &) = delete;
    virtual ~MatrixPeer() = default;

    virtual FeedKind kind() const = 0;
    /// Starts it, also again after kill(), at the same address; what went wrong, or nothing.
    virtual QString start() = 0;
    /// After start().
    virtual QString address() const = 0;
    virtual Credentials credentials() const { return {}; }
    /// Has it give the items numbered first, first + 1, ... to whoever is connected, without waiting until they have
    /// arrived. Called after isReady(); of a kind that ends by itself before the feed is opened, and then these are all
    /// there is.
    virtual void give(int first, int count) = 0;
    /// Whether items given now will arrive, by the records so far: connected, usually; joined, subscribed.
    virtual bool isReady(const Records &records) const = 0;
    /// Waits until the peer has taken the connection that has just been made; false where it does not. For one whose
    /// queue of connections is short: what does not fit in is sent again by TCP, a second later.
    virtual bool takesConnection() { return true; }
    /// The number of the item this record is of; nothing for all other records.
    virtual std::optional<int> number(const Record &record) const = 0;

    /// Whether the peer can be killed and comes back (a server), and the feed connects again by itself.
    virtual bool canBeKilled() const { return true; }
    virtual void kill() {}
    /// Drops who is connected, and turns away whoever comes: other rights, another password, an answer that says no.
    /// Words of the sentence that tells of it; nothing where this kind has no such thing.
    virtual QByteArray refuse() { return {}; }
    /// Lets them in again; what went wrong, or nothing.
    virtual QString letIn() { return {}; }
    /// Sends what makes no sense in the protocol; false where this kind has no such thing.
    virtual bool giveGarbage() { return false; }
    /// Gives the item of that number without its end, and nothing after it; false where items have none.
    virtual bool giveUnfinished(int number)
    {
        Q_UNUSED(number)
        return false;
    }
    /// Which payloads it can be given; nothing where items are no payloads.
    virtual std::optional<LawRules> law() const { return std::nullopt; }
    /// The address of a feed that reads them by itself.
    virtual QString lawAddress() const
    {
        return address().replace(QStringLiteral("parse=text"), QStringLiteral("parse=auto"));
    }
    /// Has it give these payloads, each as an item, to whoever is connected; as give().
    virtual void givePayloads(const std::vector<LawPayload> &payloads) { Q_UNUSED(payloads) }
    /// The payload of such an item, of whose record that has arrived.
    virtual QByteArray payloadOf(const QByteArray &arrived) const { return arrived; }
    /// Whether each item goes to all who are connected, in the order in which they came: where a later one has got the
    /// item after it, it has arrived at the others.
    virtual bool givesToAll() const { return false; }
    /// Whether the feed ends by itself when all has been given: a file, a query.
    virtual bool ends() const { return false; }
    /// Whether items may be lost where the consumer is slow, as nothing holds the sender back: datagrams.
    virtual bool mayLose() const { return false; }
    /// How often it is opened to see whether anything leaks; fewer for a peer that takes its time to let one in.
    virtual int cycles() const { return 1'000; }
    /// How many items may be under way at once: for datagrams, what the kernel can hold.
    virtual int portion() const { return 10'000; }
};

/// Whether the newest Notice of the connection says that it is up.
bool isConnected(const Records &records);
/// The number in a text like "n 17", as most peers give it.
std::optional<int> numberInText(const Record &record);

} // namespace livebelt::test
