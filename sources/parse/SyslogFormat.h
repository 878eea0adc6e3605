// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/TextValues.h"
#include "sources/parse/formats/Continuation.h"

#include <deque>

namespace livebelt {

/// Syslog messages (SyslogHeader.h). subject is the program, or the host where none is named; the fields are severity,
/// facility, host, app, pid, msgid, seq (Cisco's number of a message), and of structured data id.name (RFC 5424
/// section 6.3).
class SyslogFormat final : public ItemFormat
{
public:
    enum class Accepts {
        AnyPri,  ///< a PRI and nothing else will do
        WithTime ///< what has a time, and a host or a program
    };
    explicit SyslogFormat(const ParserOptions &options, Accepts accepts = Accepts::AnyPri);

    bool read(const QByteArray &item, Arrival arrival, Records &records) override;
    const Continuation *continuation() const override { return &m_onlyTraces; }

private:
    void addStructured(QByteArrayView data);

    Reading m_reading;
    TextValues m_values;
    std::deque<QByteArray> m_kept; ///< names and values that are not as they stand in the item
    Accepts m_accepts;
    TimeReader m_times;
    const Continuation m_onlyTraces;
};

} // namespace livebelt
