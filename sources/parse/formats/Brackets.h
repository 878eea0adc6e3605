// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <optional>

namespace livebelt {

/// How deep the lines of one JSON value go that is written over several of them, as jq and journalctl -o json-pretty
/// do. A value.
class Brackets
{
public:
    /// Nothing where the line does not begin an object or an array, or ends it as well.
    static std::optional<Brackets> openedBy(QByteArrayView line);
    /// Whether the line may be a part of the value.
    bool mayTake(QByteArrayView line) const;
    void take(QByteArrayView line);
    bool isOpen() const { return m_depth > 0; }

private:
    int m_depth = 0;
};

} // namespace livebelt
