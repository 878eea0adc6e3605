// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/AddressGuesser.h"

#include "model/records/OptionCheck.h"
#include "model/records/SecretNames.h"
#include "model/records/TypedAddress.h"
#include "sources/http/HttpClient.h"
#include <livebelt/async/tasks/WithTimeout.h>

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <sys/stat.h>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 10s;

AddressGuess address(const QString &text)
{
    AddressGuess guess;
    guess.address = text;
    return guess;
}

AddressGuess page(const QString &text)
{
    AddressGuess guess;
    const qsizetype hash = text.indexOf(u'#'); // of a page it is a place on it, unless options of ours stand there
    guess.page = hash >= 0 && !text.sliced(hash).contains(u'=') ? text.first(hash) : text;
    return guess;
}

AddressGuess problem(const QString &sentence)
{
    AddressGuess guess;
    guess.problem = sentence;
    return guess;
}

bool isPattern(const QString &path)
{
    return path.contains(u'*') || path.contains(u'?') || path.contains(u'[');
}

bool isSerial(const QString &path)
{
    static const QRegularExpression device(u"^/dev/(tty[A-Z]+\\d+|rfcomm\\d+|serial/.+)$"_s);
    return device.match(path).hasMatch();
}

mode_t typeOf(const QString &path)
{
    struct stat found = {};
    return ::stat(QFile::encodeName(path).constData(), &found) == 0 ? found.st_mode & S_IFMT : 0;
}

/// "ircs://ada@host:7000/" of the last IRC server among the addresses.
QString lastChatServer(const QStringList &known)
{
    for (auto it = known.crbegin(); it != known.crend(); ++it) {
        const qsizetype path = it->indexOf(u'/', it->indexOf(u"://"_s) + 3);
        if ((it->startsWith(u"irc://"_s) || it->startsWith(u"ircs://"_s)) && path > 0)
            return it->first(path + 1);
    }
    return {};
}

/// The usual scheme of a port; empty for others.
QString schemeOfPort(int port)
{
    static const QHash<int, QString> schemes{
        {1883, u"mqtt"_s}, {8883, u"mqtts"_s}, {6665, u"irc"_s},   {6666, u"irc"_s},       {6667, u"irc"_s},
        {6668, u"irc"_s},  {6669, u"irc"_s},   {6697, u"ircs"_s},  {80, u"http"_s},        {8080, u"http"_s},
        {443, u"https"_s}, {8443, u"https"_s}, {3306, u"mysql"_s}, {5432, u"postgresql"_s}};
    return schemes.value(port);
}

/// The kind that reads what has that content type (RFC 9110, 8.3); empty where none does.
QString kindOfContent(const QByteArray &type)
{
    static const QList<QByteArray> lines{"application/x-ndjson",    "application/ndjson",       "application/jsonl",
                                         "application/x-jsonlines", "application/jsonlines",    "application/json-seq",
                                         "application/stream+json", "application/x-json-stream"};
    if (type == "text/event-stream")
        return u"sse+"_s;
    if (lines.contains(type))
        return u"ndjson+"_s;
    return type == "application/json" || type.endsWith("+json") ? u"poll+"_s : QString();
}

} // namespace

AddressGuesser::AddressGuesser(QList<FeedDescription> kinds) : m_kinds(std::move(kinds))
{
    for (const FeedDescription &kind : m_kinds)
        m_schemes += kind.schemes;
}

AddressGuess AddressGuesser::guess(const QString &text, const QStringList &known) const
{
    static const QRegularExpression withScheme(u"^([A-Za-z][A-Za-z0-9+.-]*):"_s);
    static const QRegularExpression place(
        u"^((?:[^/?#\\s]+@)?(?:\\[[0-9A-Fa-f:.]+\\]|[\\w.-]+)):(\\d{1,5})([/?#].*)?$"_s);
    static const QRegularExpression server(u"^(?:[\\w-]+\\.)+[A-Za-z]{2,}/"_s);
    const QString typed = text.trimmed();
    if (typed.isEmpty())
        return problem(u"The address is empty: give one like irc://irc.libera.chat/#qt or system:"_s);
    const QString scheme = withScheme.match(typed).captured(1).toLower();
    if (m_schemes.contains(scheme))
        return address(typed);
    if (scheme == u"http" || scheme == u"https")
        return page(typed);
    const bool isPath = typed.startsWith(u'/') || typed.startsWith(u"./"_s) || typed.startsWith(u"../"_s) ||
                        typed == u"~" || typed.startsWith(u"~/"_s);
    if (isPath || QFileInfo::exists(typed))
        return ofPath(typed);
    if (typed.startsWith(u'#')) {
        const QString chat = lastChatServer(known);
        return chat.isEmpty()
                   ? problem(u"“%1” is a channel: give its server, too, as in ircs://irc.libera.chat/%1"_s.arg(typed))
                   : address(chat + typed);
    }
    if (const auto match = place.match(typed); match.hasMatch() && match.captured(2).toInt() <= 65535)
        return ofPlace(match.captured(1), match.captured(2).toInt(), match.captured(3));
    if (scheme.isEmpty() && isPattern(typed) && !typed.contains(u' '))
        return ofPath(typed);
    if (scheme.isEmpty() && server.match(typed).hasMatch())
        return page(u"https://"_s + typed);
    if (!scheme.isEmpty())
        return problem(unknownScheme(m_kinds, scheme));
    const QString shown = withoutSecrets(typed.left(60)), nearest = nearestWord(typed, m_schemes);
    if (!nearest.isEmpty())
        return problem(u"“%1” is no address yet: did you mean %2:?"_s.arg(shown, nearest));
    return problem(u"“%1” is no address, and there is no file of that name here: give a path, host:port, or an address "
                   "like mqtt://host/topic"_s.arg(shown));
}

QString AddressGuesser::pathInAddress(QString path)
{
    return path.replace(u'%', u"%25"_s).replace(u'?', u"%3F"_s);
}

AddressGuess AddressGuesser::ofPath(const QString &path) const
{
    QString whole = path == u"~" || path.startsWith(u"~/"_s) ? QDir::homePath() + path.sliced(1) : path;
    whole = QDir::cleanPath(QDir::current().absoluteFilePath(whole));
    const QFileInfo info(whole);
    if (info.isDir() && !QDir(whole).entryList({u"*.livebelt"_s}, QDir::Files).isEmpty()) {
        AddressGuess guess;
        guess.capture = whole;
        return guess;
    }
    if (info.isDir())
        return problem(u"%1 is a folder: name a file in it, or a pattern such as %2"_s.arg(
            whole, QDir(whole).filePath(u"*.log"_s)));
    if (isSerial(whole))
        return address(u"serial:"_s + pathInAddress(whole));
    if (typeOf(whole) == S_IFSOCK)
        return address(u"unix:"_s + pathInAddress(whole));
    if (!info.exists() && !isPattern(whole)) {
        return problem(
            u"There is no file %1: check its name, or write file:%1 to wait until there is one"_s.arg(whole));
    }
    const QString suffix = info.suffix().toLower();
    if (suffix == u"livebelt") {
        AddressGuess guess;
        guess.capture = whole;
        return guess;
    }
    if (suffix == u"db" || suffix == u"sqlite" || suffix == u"sqlite3")
        return problem(u"%1 is a database: say what to read of it, as in sqlite:%1?table=NAME"_s.arg(whole));
    return address(u"file:"_s + pathInAddress(whole));
}

AddressGuess AddressGuesser::ofPlace(const QString &host, int port, const QString &rest) const
{
    const QString usual = schemeOfPort(port), where = host + u':' + QString::number(port);
    const QString scheme = usual.isEmpty() ? (rest.startsWith(u'/') ? u"http"_s : u"tcp"_s) : usual;
    const QString whole = scheme + u"://"_s + where + rest;
    if (scheme.startsWith(u"http"))
        return page(whole);
    if (scheme.startsWith(u"irc") && rest.size() < 2)
        return problem(u"%1 is a chat server: say which channel, as in %2://%1/#channel"_s.arg(where, scheme));
    if ((scheme == u"mysql" || scheme == u"postgresql") && !rest.contains(u'?'))
        return problem(
            u"%1 is a database: say what to read of it, as in %2://%1/DATABASE?table=NAME"_s.arg(where, scheme));
    return address(whole);
}

async::Task<Result<QString>> AddressGuesser::addressOfPage(QString page)
{
    const Result<TypedAddress> typed = TypedAddress::parse(u"poll+"_s + page);
    if (!typed)
        co_return Failure{typed.error()};
    Result<HttpRequest> request = HttpRequest::from(typed->address, typed->secrets, patience);
    if (!request)
        co_return Failure{request.error()};
    const QString where = request->where();
    HttpClient client(*std::move(request), std::make_shared<HttpCookies>());
    QList<HttpRequest::Header> accept;
    accept.append(HttpRequest::Header(
        "Accept", "text/event-stream, application/x-ndjson, application/json-seq, application/json;q=0.9, "
                  "*/*;q=0.5"));
    HttpAnswer answer;
    bool isLate = false;
    try {
        async::Task<HttpAnswer> asking = client.ask(std::move(accept));
        answer = co_await async::withTimeout(std::move(asking), patience);
    } catch (const async::TimedOut &) {
        isLate = true;
    }
    if (isLate)
        co_return Failure{
            u"%1 has not answered for 10 s: try again, or say what it sends: sse+, ndjson+ or poll+ before "
            "the address"_s.arg(where)};
    if (!answer.isGood)
        co_return Failure{answer.ending.why};
    const QString kind = kindOfContent(answer.contentType());
    if (kind.isEmpty()) {
        const QByteArray type = answer.contentType().isEmpty() ? "no content type" : answer.contentType();
        co_return Failure{u"%1 sends %2, neither events nor JSON: write poll+%3 to look at it again and again"_s.arg(
            where, QString::fromUtf8(type), withoutSecrets(page))};
    }
    co_return kind + page;
}

} // namespace livebelt
