// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Task.h>

#include <QByteArray>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPointer>
#include <memory>

class QNetworkAccessManager;

namespace livebelt::async {

/// Owns a reply: destroying it disconnects, aborts and deletes the reply later, in that order. It becomes null where
/// somebody else destroys the reply, such as its manager.
struct ReplyDeleter
{
    using pointer = QPointer<QNetworkReply>; ///< becomes null with the reply
    /// Ends it.
    void operator()(QNetworkReply *reply) const;
};
using ReplyPointer = std::unique_ptr<QNetworkReply, ReplyDeleter>;

/// Waits until the reply has finished, well or not (see its error()); owns it meanwhile and hands it back. Null: it was
/// destroyed.
Task<ReplyPointer> finished(ReplyPointer reply);

/// Waits for the reply's headers: its status is known then. False: it has ended without, or was destroyed.
Task<bool> headers(QNetworkReply *reply);

/// The reply's body as it comes, at most maximum bytes in memory at a time, from the call on; throws NetworkError if it
/// ends badly.
AsyncIterator<QByteArray> body(ReplyPointer reply, qint64 maximum = 64 * 1024);

/// A reply that has ended badly.
class NetworkError : public std::runtime_error
{
public:
    /// code and text: as Qt has them.
    NetworkError(QNetworkReply::NetworkError code, const QString &text)
        : std::runtime_error(text.toStdString()), m_code(code)
    {
    }
    /// Qt's number for it.
    QNetworkReply::NetworkError code() const { return m_code; }

private:
    QNetworkReply::NetworkError m_code;
};

} // namespace livebelt::async
