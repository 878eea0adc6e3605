// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Fields.h"
#include "model/records/Record.h"
#include "sources/irc/IrcEncoding.h"
#include "sources/irc/IrcMessage.h"
#include "sources/irc/IrcTagFields.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace livebelt {

/// Turns messages of IRC into records: PRIVMSG and NOTICE become Messages, everything else an Event, in words.
///
/// Formatting codes are taken out of the text; the line as it came is then kept in raw, as it is wherever text and
/// fields do not give it back. What repeats, an author in a channel, is made once. One thread; memory is
/// bounded.
class IrcRecords
{
public:
    /// encoding: of lines that are not UTF-8; those are kept in raw, too.
    explicit IrcRecords(IrcEncoding encoding = {}) : m_encoding(std::move(encoding)) {}

    /// message: valid, and parsed from line. received: microseconds UTC.
    Record take(const IrcMessage &message, const QByteArray &line, qint64 received);
    /// What the server calls the last one (IRCv3 msgid), as it stands in its line, as long as that is there and until
    /// take() is called again; may be empty.
    QByteArrayView lastId() const { return m_tagged.id; }

private:
    struct Author
    {
        QByteArray subject;
        QByteArray fields;
    };
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    Record makeRecord(const IrcMessage &message);
    Record chat(const IrcMessage &message);
    Record event(const IrcMessage &message);
    const Author &author(const IrcMessage &message);

    std::unordered_map<std::string, Author, Hash, std::equal_to<>> m_authors; ///< by "nick!user@host PRIVMSG #channel"
    IrcEncoding m_encoding;
    QByteArray m_decoded; ///< the line that is taken, where it was not UTF-8
    FieldsBuilder m_fields;
    IrcTagged m_tagged; ///< of the message that is taken
};

} // namespace livebelt
