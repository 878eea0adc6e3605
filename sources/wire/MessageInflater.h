// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <memory>

struct z_stream_s;

namespace livebelt {

/// Unpacks compressed messages (RFC 7692 section 7.2.2) by zlib, with a bounded memory: its window, and one portion.
class MessageInflater
{
public:
    /// keepsWindow: the messages may refer to earlier ones.
    explicit MessageInflater(bool keepsWindow);
    ~MessageInflater();

    /// What to unpack next; it has to stay until next() has given an empty portion.
    void feed(QByteArrayView packed);
    /// The message ends here: to be asked for its last portions with next().
    void finish();
    /// A portion of what comes out, valid until the next call; empty: that was all of it, or isBroken().
    QByteArrayView next();
    bool isBroken() const { return m_isBroken; }

private:
    struct End
    {
        void operator()(z_stream_s *stream) const;
    };
    bool goOnAfterFinalBlock();

    std::unique_ptr<z_stream_s, End> m_stream;
    QByteArray m_portion;
    const bool m_keepsWindow;
    bool m_isFinishing = false, m_isBroken = false;
};

} // namespace livebelt
