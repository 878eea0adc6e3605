// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "sources/feed/NetworkOptions.h"
#include "sources/parse/ParserOptions.h"

#include <QByteArray>
#include <QList>

namespace livebelt {

/// How one gets into a cluster of NATS: servers, TLS and who one is. A value; the kind `nats` and whoever publishes.
struct NatsPlace
{
    QStringList servers; ///< "host:port", at least one
    bool isEncrypted = false;
    QString user;            ///< empty: the password, if any, is a token
    QString credentialsFile; ///< ?creds=: a user's JWT and seed
    QString seedFile;        ///< ?seed=: of an nkey; empty: the password is the seed
    QByteArray identity;     ///< ?nkey=: its public part
    NetworkOptions network;  ///< those for TLS

    QString where() const; ///< "host:port", for people; "and N more"
    static Result<NatsPlace> from(const FeedAddress &address, const Credentials &credentials);
    static QList<FeedParameter> parameters();
};

/// What an address of the kind nats says:
///
///     nats[s]://[user@]host[:port]/subject.>?subject=another.*&queue=GROUP&send=publish|request&server=HOST:PORT
///     nats[s]://[user@]host[:port]/subject.>?stream=NAME&durable=NAME&from=new|all|seq:N|time:T&shared=0
struct NatsAddress
{
    enum class Start { New, All, Seq, Time };

    NatsPlace place;
    QList<QByteArray> subjects; ///< valid ones, at least one; of a stream at most one, and that may be empty: all
    QByteArray queue;           ///< plain subjects: each message goes to one of the group
    QByteArray stream;          ///< empty: plain subjects
    QByteArray durable;         ///< the consumer of the stream; empty: one for this connection
    bool isShared = false;      ///< others read by the same consumer
    Start start = Start::New;   ///< of a stream that has not been read before
    quint64 startSeq = 0;
    qint64 startTime = 0;  ///< microseconds since 1970 UTC
    bool requests = false; ///< what is sent asks for an answer
    ParserOptions parser;

    QByteArray ownSubject() const; ///< where a message goes that names none; empty: those here have wildcards

    /// Fails with a sentence that says which part is wrong.
    static Result<NatsAddress> from(const FeedAddress &address, const Credentials &credentials = {});
};

/// Whether a subject is one: words with points between, * for one word and > for all that follow only where those may
/// stand.
bool isNatsSubject(QByteArrayView subject, bool mayHaveWildcards);

} // namespace livebelt
