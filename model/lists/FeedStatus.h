// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace livebelt {

enum class FeedState : quint8 { Stopped, Connecting, Live, Waiting, Failed, Ended };

/// One feed as the window shows it.
struct FeedStatus
{
    qint64 id = 0;
    QString name;
    QString address;
    QString kind;  ///< FeedDescription::kind
    QString group; ///< the heading it stands under: "Live", or the name of an opened capture
    FeedState state = FeedState::Stopped;
    QString problem;      ///< why it is not live, as a sentence, or empty
    qint64 retryAt = 0;   ///< microseconds UTC: when it is tried again; 0: it is not
    quint64 received = 0; ///< items that came from the source
    quint64 stored = 0;
    quint64 quarantined = 0;    ///< could not be understood
    quint64 dropped = 0;        ///< the rest of those received waits to be stored
    quint64 end = 0;            ///< seq of the newest record
    double rate = 0;            ///< items a second, smoothed
    bool numeric = false;       ///< has measurements: can be plotted
    bool wantsPassword = false; ///< a password is missing or wrong: that keeps it from going on
    /// Not one of an opened capture.
    bool isLive() const { return id > 0; }
};

} // namespace livebelt

Q_DECLARE_METATYPE(livebelt::FeedStatus)
