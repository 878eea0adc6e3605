// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace livebelt {

/// One thing that can be set about a feed, for the dialog and for `livebelt kinds`.
struct FeedParameter
{
    enum class Part { Host, Port, Path, User, Query, Password, ProxyPassword, KeyPassword, ChannelKeys };
    enum class Type { Text, Number, Choice, Flag };
    Part part = Part::Query; ///< where it stands in the address (passwords nowhere: they go to Credentials)
    Type type = Type::Text;
    QString name;     ///< of the query item, or of the part: "qos", "host"
    QString label;    ///< for people: "Quality of service"
    QString help;     ///< one sentence
    QString fallback; ///< the value where nothing is said
    QStringList choices;
    bool required = false;
    bool repeats = false; ///< an option that may be given several times
    bool isSecret() const { return part >= Part::Password; }
};

/// A field that the records of a kind carry.
struct FieldDescription
{
    QString name;
    QString meaning;
};

/// The ways to look at a feed. Chat and Table are its records one after the other; Latest is the last value of each
/// subject as a tree, Board the same as cards.
enum class ViewKind { Chat, Table, Latest, Board };

/// What a kind of feed tells of itself: the dialog, the command line and `livebelt kinds` know kinds by this alone.
struct FeedDescription
{
    QString kind;         ///< "irc", "mqtt", "system", "capture"
    QString title;        ///< "Live chat (IRC)"
    QString summary;      ///< one sentence
    QString icon;         ///< name of an icon in resources/icons
    QStringList schemes;  ///< "irc", "ircs"; the first one is the dialog's default
    QString secureScheme; ///< the scheme over TLS, where there is one
    QStringList forms;    ///< "irc://[user@]host[:port]/#channel[,#channel]"
    QString example;      ///< an address that could be typed as it stands
    QList<FeedParameter> parameters;
    QList<FieldDescription> fields;
    QString sendPrompt; ///< what the line to write in says: "Message #chat"; empty where nothing can be sent
    QString sendTarget; ///< what a message may be addressed to: "Channel", "Topic"; empty where there is no choice
    ViewKind view = ViewKind::Table; ///< how it is looked at until the person says otherwise
    bool isFixedPitch = false;       ///< its texts are meant for letters of one width: of programs and files
    /// It runs what the address says: an address that the person has not typed runs only after a yes.
    bool needsConsent = false;
};

/// Who to log in as. Never part of an address, a capture or a log.
struct Credentials
{
    QString user{};
    QString password{};      ///< or the bearer token, where the kind takes one
    QString proxyPassword{}; ///< for the user that proxy= names
    QString keyPassword{};   ///< of the client certificate's key, key=
    QString passwordInUrl{}; ///< the password as it was typed in a URL, where percent-encoding gives something else
    QString channelKeys{};   ///< of a chat's channels that locked= names, with commas between
    bool hasSecrets() const
    {
        return !password.isEmpty() || !proxyPassword.isEmpty() || !keyPassword.isEmpty() || !channelKeys.isEmpty();
    }
    bool isEmpty() const { return user.isEmpty() && !hasSecrets(); }
};

} // namespace livebelt
