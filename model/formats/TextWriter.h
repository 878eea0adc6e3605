// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/RecordWriter.h"

#include <array>

namespace livebelt {

/// How a transcript writes its times where nobody says: as "2026-11-30 12:34:56.789123", by the clock here.
TimeStyle transcriptTimes();

/// For people: "12:34:56.789 subject: text", one line a record, in local time, or with times of another style; a Notice
/// as "12:34:56.789 -- connected: text". A record without text shows its value and unit, or its fields.
/// For a terminal nothing in it can steer that or turn the reading direction: control characters are shown as pictures
/// (U+2400...), C1 controls and bidirectional overrides as U+FFFD. Otherwise texts are as they came, line ends in them
/// too.
class TextWriter final : public RecordWriter
{
public:
    /// withFeed: the feed's name stands between time and subject, in brackets.
    explicit TextWriter(bool withFeed = false, TextShape shape = TextShape::Harmless,
                        const std::optional<TimeStyle> &times = {});
    void begin(TextBuilder &out) override;
    void write(TextBuilder &out, QByteArrayView feedName, const Record &record) override;

private:
    void appendTime(TextBuilder &out, qint64 micros); ///< and a space
    void append(TextBuilder &out, QByteArrayView text) const;

    bool m_withFeed;
    TextShape m_shape;
    std::optional<TimeWriter> m_times;
    qint64 m_second = noTime;       ///< the one m_clock stands for
    std::array<char, 14> m_clock{}; ///< "12:34:56.789 ", its milliseconds those of the record before
};

/// Appends text so that it stays on one line and does nothing but be read.
void appendHarmless(TextBuilder &out, QByteArrayView text);
/// What there is of a record without text: its value and unit, or its fields.
void appendReading(TextBuilder &out, const Record &record);

} // namespace livebelt
