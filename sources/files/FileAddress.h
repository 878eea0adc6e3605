// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "sources/files/TextEncoding.h"
#include "sources/parse/Framing.h"
#include "sources/parse/ParserOptions.h"

namespace livebelt {

/// Where the reading of a file begins.
struct FileFrom
{
    enum class Place { Start, End, Last };
    Place place = Place::Last;
    int lines = 10;        ///< that are read of those that are there, with Last
    bool isChosen = false; ///< by the person; a compressed file is otherwise read whole
};

/// What an address of the kind file says: file:/var/log/syslog[?follow=0&from=start|end|last:20&encoding=latin1&...]
struct FileAddress
{
    QString path;          ///< or a pattern
    bool isPattern = true; ///< has one of * ? [
    bool follows = true;   ///< goes on at the end of the file
    FileFrom from;
    TextEncoding encoding;
    Framing framing;
    ParserOptions parser;

    static Result<FileAddress> read(const FeedAddress &address);
};

} // namespace livebelt
