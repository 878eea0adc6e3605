// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/RecordMarks.h"

#include <iterator>

namespace livebelt {

QString RecordMarks::note(quint64 seq) const
{
    const auto found = m_notes.find(seq);
    return found == m_notes.end() ? QString() : found->second;
}

std::optional<quint64> RecordMarks::next(quint64 seq, bool isNewer) const
{
    if (isNewer) {
        const auto found = m_notes.upper_bound(seq);
        return found == m_notes.end() ? std::nullopt : std::optional(found->first);
    }
    const auto found = m_notes.lower_bound(seq);
    return found == m_notes.begin() ? std::nullopt : std::optional(std::prev(found)->first);
}

void RecordMarks::set(quint64 seq, const std::optional<QString> &note)
{
    if (seq == 0 || (!note && !has(seq)))
        return;
    if (note)
        m_notes[seq] = *note;
    else
        m_notes.erase(seq);
    if (!m_isLoaded)
        m_edited.insert(seq);
    m_seqs.reset();
    Q_EMIT edited(seq, note);
    Q_EMIT changed();
}

void RecordMarks::load(const std::map<quint64, QString> &notes)
{
    for (const auto &[seq, note] : notes) {
        if (!m_edited.contains(seq))
            m_notes.emplace(seq, note);
    }
    m_isLoaded = true;
    m_edited.clear();
    m_seqs.reset();
    if (!notes.empty())
        Q_EMIT changed();
}

Filter::Marked RecordMarks::seqs() const
{
    if (!m_seqs) {
        std::set<quint64> seqs;
        for (const auto &[seq, note] : m_notes)
            seqs.insert(seqs.end(), seq);
        m_seqs = std::make_shared<const std::set<quint64>>(std::move(seqs));
    }
    return m_seqs;
}

} // namespace livebelt
