// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/LineNotices.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"

namespace livebelt {

Record quarantinedLine(const async::Line &line)
{
    return makeNotice(NoticeType::Quarantined,
                      line.isWhole ? QByteArray("A line that is no IRC; it is kept as it came")
                                   : QByteArray("The connection was lost in the middle of this line"),
                      {}, line.bytes);
}

Record truncatedLine(const async::Line &line)
{
    FieldsBuilder fields;
    fields.add("bytes", line.length);
    return makeNotice(NoticeType::Truncated,
                      "A line of " + QByteArray::number(line.length) + " bytes was cut to its first " +
                          QByteArray::number(line.bytes.size()),
                      fields.take());
}

} // namespace livebelt
