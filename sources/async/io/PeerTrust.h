// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QSslError>

class QSslSocket;

namespace livebelt::async {

/// What of a peer's certificate cannot be passed over: everything, but for stapled proofs of its validity (OCSP, RFC
/// 6066), which a server need not send. A certificate that says it has to come with one (RFC 7633, "must-staple") is
/// refused without; and one whose proof says that it was revoked, always.
QList<QSslError> seriousErrors(const QList<QSslError> &errors, const QSslSocket &socket);

} // namespace livebelt::async
