// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/BareReader.h"

#include <arpa/inet.h>
#include <cstring>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace livebelt::bench {

int runBareReader(unsigned short port, int count)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0)
        return 1;
    const auto say = [&](std::string_view line) { return ::write(socket, line.data(), line.size()) > 0; };
    say("CAP REQ :message-tags server-time\r\nNICK reader\r\nUSER reader 0 * :reader\r\nCAP END\r\n");

    std::vector<char> buffer(64 * 1024);
    std::string rest;
    bool isJoined = false;
    int messages = 0;
    while (messages < count) {
        const ssize_t size = ::read(socket, buffer.data(), buffer.size());
        if (size <= 0)
            return 1;
        rest.append(buffer.data(), size_t(size));
        size_t from = 0;
        for (size_t end = rest.find('\n'); end != std::string::npos; end = rest.find('\n', from)) {
            const std::string_view line(rest.data() + from, end - from);
            from = end + 1;
            if (line.starts_with("PING"))
                say("PONG" + std::string(line.substr(4)) + "\n");
            else if (!isJoined && line.find(" 001 ") != std::string_view::npos)
                isJoined = say("JOIN #flood\r\n");
            else if (line.find(" PRIVMSG ") != std::string_view::npos)
                ++messages;
        }
        rest.erase(0, from);
    }
    ::close(socket);
    return 0;
}

} // namespace livebelt::bench
