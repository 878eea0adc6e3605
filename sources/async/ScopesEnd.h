// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace livebelt::async {

/// Ends the scopes that are bound to a QObject before the members of its class go.
///
/// Scope(context) ends where ~QObject does, and by then the members of a derived class are gone, which its tasks may
/// use. With this as the last member of the class, scopes that are bound to the object from then on end first:
///
///     class Window : public QWidget
///     {
///         QNetworkAccessManager m_network;
///         ScopesEnd m_scopesEnd{this};
///     };
///
/// A Scope that is itself the last member, or is cancelled in the destructor, needs none. On the object's thread.
class ScopesEnd final : public QObject
{
    Q_OBJECT

public:
    /// owner: the object whose member it is.
    explicit ScopesEnd(QObject *owner) : QObject(owner) {}
};

} // namespace livebelt::async
