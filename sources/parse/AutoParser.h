// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/ItemParser.h"

namespace livebelt {

/// Finds the format by itself: the first item that one of the formats knows as its own decides. Until then, and where
/// an item does not fit, it is a text; nothing is held back. After 32 items that are just text it looks no longer until
/// restart(), and after 8 in a row that do not fit what was found, it looks again.
class AutoParser final : public ItemParser
{
public:
    explicit AutoParser(const ParserOptions &options);

    void parse(const QByteArray &item, qint64 received, Records &records) override;
    void restart() override;

protected:
    void putAside(qint64 received, Records &records) override;
    bool isInItem() const override { return m_found && m_found->isUnfinished(); }

private:
    bool find(const QByteArray &item, qint64 received, Records &records);
    void appendText(const QByteArray &item, qint64 received, Records &records) const;

    std::vector<std::unique_ptr<ItemFormat>> m_formats; ///< the ones that are surest of themselves first
    ItemFormat *m_found = nullptr;
    RecordKind m_kind;
    int m_misfits = 0; ///< in a row
    int m_looked = 0;  ///< at so many items in vain
};

} // namespace livebelt
