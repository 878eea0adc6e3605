// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/ParserOptions.h"

#include <memory>
#include <vector>

namespace livebelt {

/// Finds the format by itself, and goes on looking. The first item that a format knows as its own decides; what does
/// not fit is read by another format that knows it, which takes over when that happens several times in a row. Nothing
/// is held back: until a format is found, an item is none's. Of messages of many senders it decides for each by itself.
class AutoFormat final : public ItemFormat
{
public:
    explicit AutoFormat(const ParserOptions &options);

    bool read(const QByteArray &item, qint64 received, Records &records) override;
    void restart() override;
    bool isUnfinished() const override { return m_found && m_found->format->isUnfinished(); }
    bool holdsItem() const override { return m_found && m_found->format->holdsItem(); }
    bool isContinuedBy(const QByteArray &item, qint64 received) const override
    {
        return m_found && m_found->format->isContinuedBy(item, received);
    }
    void complete(Records &records) override { m_found->format->complete(records); }
    QByteArray takeUnfinished() override { return m_found ? m_found->format->takeUnfinished() : QByteArray(); }
    QByteArray takeRemark() override { return std::exchange(m_remark, {}); }

private:
    struct Candidate
    {
        QByteArray name;
        std::unique_ptr<ItemFormat> format;
        bool isCheap; ///< sees at the first bytes that an item is not its own
    };
    bool readByAnother(const QByteArray &item, qint64 received, Records &records);

    std::vector<Candidate> m_candidates; ///< the ones that are surest of themselves first
    Candidate *m_found = nullptr, *m_rival = nullptr;
    bool m_isMixed;        ///< nothing is learned
    int m_rivalItems = 0;  ///< in a row
    unsigned m_looked = 0; ///< at so many items in vain
    QByteArray m_remark;
};

} // namespace livebelt
