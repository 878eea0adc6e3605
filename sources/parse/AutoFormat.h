// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/ParserOptions.h"
#include "sources/parse/formats/Continuation.h"

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

    bool read(const QByteArray &item, Arrival arrival, Records &records) override;
    void restart() override;
    bool isUnfinished() const override { return m_found && m_found->format->isUnfinished(); }
    const Continuation *continuation() const override;
    bool begins(QByteArrayView line) const override { return m_last && m_last->begins(line); }
    bool readAgain(const QByteArray &item, Arrival arrival, Record &record) override
    {
        return m_last && m_last->readAgain(item, arrival, record);
    }
    QByteArray takeUnfinished() override { return m_found ? m_found->format->takeUnfinished() : QByteArray(); }
    QByteArray takeRemark() override { return std::exchange(m_remark, {}); }

private:
    struct Candidate
    {
        QByteArray name;
        std::unique_ptr<ItemFormat> format;
        bool isCheap; ///< sees at the first bytes that an item is not its own
    };
    bool readByAnother(const QByteArray &item, Arrival arrival, Records &records);

    std::vector<Candidate> m_candidates; ///< the ones that are surest of themselves first
    Candidate *m_found = nullptr, *m_rival = nullptr;
    ItemFormat *m_last = nullptr; ///< has read the last item
    const Continuation m_onlyTraces;
    bool m_isMixed;        ///< nothing is learned
    int m_rivalItems = 0;  ///< in a row
    unsigned m_looked = 0; ///< at so many items in vain
    QByteArray m_remark;
};

} // namespace livebelt
