// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedDescription.h"

#include <initializer_list>

namespace livebelt {

/// What can be set about a feed, told one after the other; what stands behind a parameter says more about it:
///
///     Parameters()
///         .host("Server", "The server's name, such as irc.libera.chat.").required()
///         .choice("auth", "Log in by", "How to log in.", {"sasl", "nickserv"}).fallback("sasl")
///         .with(NetworkOptions::tlsParameters())
///
/// Labels and help are translated here, in the context "kinds"; names, choices and fallbacks are not.
class Parameters
{
public:
    /// Parts of the address. name: what it is called elsewhere, where that is not what it is.
    Parameters &host(const char *label, const char *help, const char *name = "host");
    Parameters &port(const char *label, const char *help);
    Parameters &path(const char *label, const char *help, const char *name = "path");
    Parameters &user(const char *label, const char *help);
    /// Never in the address.
    Parameters &password(const char *label, const char *help);
    Parameters &secret(FeedParameter::Part part, const char *name, const char *label, const char *help);

    /// Options.
    Parameters &text(const char *name, const char *label, const char *help);
    Parameters &number(const char *name, const char *label, const char *help);
    Parameters &flag(const char *name, const char *label, const char *help);
    Parameters &choice(const char *name, const char *label, const char *help, const QStringList &choices);
    Parameters &choice(const char *name, const char *label, const char *help,
                       std::initializer_list<const char *> choices);

    /// Of the one before: what counts where nothing is said, whether it has to be given, and may be several times.
    Parameters &fallback(const QString &value);
    Parameters &fallback(const char *value) { return fallback(QString::fromUtf8(value)); }
    Parameters &choices(std::initializer_list<const char *> choices);
    Parameters &required();
    Parameters &repeated();

    Parameters &with(const QList<FeedParameter> &others);
    operator QList<FeedParameter>() const { return m_list; } // NOLINT(google-explicit-constructor)

private:
    Parameters &add(FeedParameter::Part part, FeedParameter::Type type, const char *name, const char *label,
                    const char *help);

    QList<FeedParameter> m_list;
};

/// Words that are no text for people.
QStringList wordList(std::initializer_list<const char *> words);

} // namespace livebelt
