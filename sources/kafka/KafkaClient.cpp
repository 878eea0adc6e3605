// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/kafka/KafkaClient.h"

#include "model/records/Sentence.h"

#include <QFile>
#include <array>
#include <thread>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

KafkaClient::Options networkOptions(const KafkaPlace &place, const Credentials &credentials)
{
    const bool logsIn = !place.user.isEmpty();
    KafkaClient::Options options{
        {"bootstrap.servers", place.brokers.join(u',').toUtf8()},
        {"client.id", "livebelt"},
        {"security.protocol",
         logsIn ? (place.isEncrypted ? "sasl_ssl" : "sasl_plaintext") : (place.isEncrypted ? "ssl" : "plaintext")},
        {"socket.timeout.ms", "10000"},
        {"socket.keepalive.enable", "true"},
        {"reconnect.backoff.max.ms", "2000"},
        {"log.connection.close", "false"},
    };
    if (logsIn) {
        options.emplace_back("sasl.mechanism", place.mechanism.toUtf8());
        options.emplace_back("sasl.username", place.user.toUtf8());
        options.emplace_back("sasl.password", credentials.password.toUtf8());
    }
    const NetworkOptions &network = place.network;
    const auto add = [&](const char *name, const QString &file) {
        if (place.isEncrypted && !file.isEmpty())
            options.emplace_back(name, QFile::encodeName(file));
    };
    add("ssl.ca.location", network.authorities);
    add("ssl.crl.location", network.revoked);
    add("ssl.certificate.location", network.certificate);
    add("ssl.key.location", network.key.isEmpty() ? network.certificate : network.key);
    if (place.isEncrypted && !network.keyPassword.isEmpty())
        options.emplace_back("ssl.key.password", network.keyPassword.toUtf8());
    return options;
}

} // namespace

KafkaClient::KafkaClient(rd_kafka_type_t type, const KafkaPlace &place, const Credentials &credentials,
                         const Options &options, void (*configure)(rd_kafka_conf_t *), void *opaque)
    : m_type(type)
{
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    Options all = networkOptions(place, credentials);
    all.insert(all.end(), options.begin(), options.end());
    char problem[512] = "";
    for (const auto &[name, value] : all) {
        if (rd_kafka_conf_set(conf, name.constData(), value.constData(), problem, sizeof(problem)) !=
            RD_KAFKA_CONF_OK) {
            rd_kafka_conf_destroy(conf);
            throw KafkaError({Ending::Kind::Refused, QString::fromUtf8(problem)});
        }
    }
    rd_kafka_conf_set_log_cb(conf, [](const rd_kafka_t *, int, const char *, const char *) {}); // said in Notices
    if (configure)
        configure(conf);
    rd_kafka_conf_set_opaque(conf, opaque);
    m_handle = rd_kafka_new(type, conf, problem, sizeof(problem));
    if (!m_handle) {
        rd_kafka_conf_destroy(conf);
        throw KafkaError(
            {Ending::Kind::Refused, u"No connection to %1: %2"_s.arg(place.where(), QString::fromUtf8(problem))});
    }
}

KafkaClient::~KafkaClient()
{
    if (!m_handle)
        return;
    std::thread([handle = m_handle] { rd_kafka_destroy_flags(handle, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE); }).detach();
}

rd_kafka_resp_err_t KafkaClient::produce(const QByteArray &topic, const QByteArray &payload) const
{
    std::array<rd_kafka_vu_t, 3> parts{};
    parts[0].vtype = RD_KAFKA_VTYPE_TOPIC;
    parts[0].u.cstr = topic.constData();
    parts[1].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
    parts[1].u.i = RD_KAFKA_MSG_F_COPY;
    parts[2].vtype = RD_KAFKA_VTYPE_VALUE;
    parts[2].u.mem.ptr = const_cast<char *>(payload.constData());
    parts[2].u.mem.size = size_t(payload.size());
    rd_kafka_error_t *error = rd_kafka_produceva(m_handle, parts.data(), parts.size());
    const rd_kafka_resp_err_t code = error ? rd_kafka_error_code(error) : RD_KAFKA_RESP_ERR_NO_ERROR;
    if (error)
        rd_kafka_error_destroy(error);
    return code;
}

Ending KafkaClient::endingOf(rd_kafka_resp_err_t error, const QString &words, const KafkaPlace &place)
{
    Ending ending;
    const QString where = place.where();
    switch (error) {
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
        ending.kind = Ending::Kind::Refused;
        ending.wantsPassword = true;
        ending.why = u"%1 refused the user name “%2” or the password: check both"_s.arg(where, place.user);
        break;
    case RD_KAFKA_RESP_ERR__SSL:
        ending.kind = Ending::Kind::Refused;
        ending.why = u"No connection over TLS to %1: %2"_s.arg(where, withoutFullStop(words));
        break;
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
        ending.kind = Ending::Kind::Refused;
        ending.why = u"There is no such topic at %1"_s.arg(where);
        break;
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
        ending.kind = Ending::Kind::Refused;
        ending.why = u"%1 does not let us read that: %2"_s.arg(where, withoutFullStop(words));
        break;
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
    case RD_KAFKA_RESP_ERR__RESOLVE:
        ending.why =
            u"%1 does not answer: check that a broker runs there, and that no firewall is in between"_s.arg(where);
        break;
    default:
        ending.why = u"%1: %2"_s.arg(where, withoutFullStop(words));
    }
    return ending;
}

} // namespace livebelt
