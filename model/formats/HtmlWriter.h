// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/RecordWriter.h"

namespace livebelt {

/// A transcript as one page for a browser, light or dark as that is: time, feed, author and text of each record, its
/// level as a word, Notices in italics. Nothing in it runs or is loaded, and no text can turn the reading direction of
/// what stands beside it.
class HtmlWriter final : public RecordWriter
{
public:
    HtmlWriter(bool withFeed, const TimeStyle &times) : m_withFeed(withFeed), m_times(times) {}
    void begin(TextBuilder &out) override;
    void write(TextBuilder &out, QByteArrayView feedName, const Record &record) override;
    bool end(TextBuilder &out) override;

private:
    void append(TextBuilder &out, QByteArrayView text);

    bool m_withFeed;
    TimeWriter m_times;
    TextBuilder m_text;
};

} // namespace livebelt
