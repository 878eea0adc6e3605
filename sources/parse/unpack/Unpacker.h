// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <memory>
#include <stdexcept>

namespace livebelt {

/// What is packed cannot be read further: in the words of the library that found out, which stand in a sentence.
class UnpackError : public std::runtime_error
{
public:
    explicit UnpackError(const QString &reason) : std::runtime_error(reason.toStdString()) {}
};

/// Unpacks a stream of bytes; several compressed streams one behind the other give one. Memory is bounded, whatever
/// comes out of how little.
class Unpacker
{
public:
    /// How a file is compressed, by what it begins with; null: not in a way known here.
    static std::unique_ptr<Unpacker> of(const QByteArray &head);
    /// How it is compressed where that is known, and cannot be read here: "a zip archive"; else empty.
    static QString unreadable(const QByteArray &head);

    Unpacker() = default;
    Unpacker(const Unpacker &) = delete;
    Unpacker &operator=(const Unpacker &) = delete;
    virtual ~Unpacker() = default;

    /// Takes what is to be unpacked next; the one before has been used up.
    virtual void give(QByteArray packed) = 0;
    /// The next piece of what it holds, at most 64 KiB; empty: give more. Throws UnpackError.
    virtual QByteArray take() = 0;
    /// Nothing more comes; what is still there is taken.
    virtual void finish() {}
    /// Whether all that was given makes whole streams.
    virtual bool isAtEnd() const = 0;
};

} // namespace livebelt
