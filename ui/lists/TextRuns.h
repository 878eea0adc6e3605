// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QRgb>
#include <optional>

namespace livebelt {

/// A part of a message's text as it was written. Places are counted in code points of Record::text.
struct TextRun
{
    qsizetype first = 0;
    qsizetype last = 0; ///< within the run
    bool bold = false;
    bool italic = false;
    bool underlined = false;
    bool struckOut = false;
    bool fixedPitch = false;
    bool reversed = false;
    bool picture = false; ///< the name of an emote
    std::optional<QRgb> ink = {};
    std::optional<QRgb> paper = {};

    friend bool operator==(const TextRun &, const TextRun &) = default;
};

/// The runs of a message by its fields `styles` ("0-4:b 6-9:ic4,1", of IRC) and `emotes` ("25:0-4,12-16", of Twitch),
/// in order of their places. Fields are those of strangers: what cannot be read is left out, and so is what comes after
/// the first 64 runs.
QList<TextRun> textRuns(const QByteArray &fields);

/// What the author of a message has chosen for the name: the field `color`, "#RRGGBB".
std::optional<QRgb> authorColor(const QByteArray &fields);

} // namespace livebelt
