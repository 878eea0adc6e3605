// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <utility>

namespace livebelt::async {

/// A connection that ends with its holder.
class ScopedConnection
{
public:
    ScopedConnection() = default;
    /// Takes the connection over.
    ScopedConnection(QMetaObject::Connection connection) : m_connection(std::move(connection)) {}
    ScopedConnection(ScopedConnection &&other) noexcept : m_connection(std::exchange(other.m_connection, {})) {}
    ScopedConnection &operator=(ScopedConnection &&other) noexcept
    {
        std::swap(m_connection, other.m_connection);
        return *this;
    }
    ~ScopedConnection() { QObject::disconnect(m_connection); }

private:
    QMetaObject::Connection m_connection;
};

} // namespace livebelt::async
