// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/Filter.h"

#include <QObject>
#include <map>
#include <optional>

namespace livebelt {

/// The records of a feed that a person has marked, each with a note, which may be empty. UI thread.
class RecordMarks final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    bool has(quint64 seq) const { return m_notes.contains(seq); }
    QString note(quint64 seq) const;
    size_t size() const { return m_notes.size(); }
    const std::map<quint64, QString> &all() const { return m_notes; }
    /// The nearest mark that is newer, or older; nothing where there is none.
    std::optional<quint64> next(quint64 seq, bool isNewer) const;

    /// By the person. Without a note the mark goes.
    void set(quint64 seq, const std::optional<QString> &note);
    void toggle(quint64 seq) { set(seq, has(seq) ? std::nullopt : std::optional<QString>(QString())); }
    /// What is known from earlier. What the person has done meanwhile stays.
    void load(const std::map<quint64, QString> &notes);

    /// For filters: the same object until something changes.
    Filter::Marked seqs() const;

Q_SIGNALS:
    void changed();
    void edited(quint64 seq, const std::optional<QString> &note); ///< by the person

private:
    std::map<quint64, QString> m_notes;
    std::set<quint64> m_edited; ///< before load()
    bool m_isLoaded = false;
    mutable Filter::Marked m_seqs;
};

} // namespace livebelt
