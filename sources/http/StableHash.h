// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace livebelt {

/// FNV-1a, 64 bits: the same on every computer and in every version, so that it can be stored.
class StableHash
{
public:
    StableHash &add(QByteArrayView bytes)
    {
        constexpr quint64 prime = 0x100000001b3;
        for (const char c : bytes)
            m_value = (m_value ^ uchar(c)) * prime;
        m_value = (m_value ^ 0xff) * prime; // a byte that UTF-8 does not have ends each part
        return *this;
    }
    quint64 value() const { return m_value; }

private:
    quint64 m_value = 0xcbf29ce484222325;
};

} // namespace livebelt
