// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

namespace livebelt {

/// Live sensors over MQTT 3.1.1 and 5: mqtt://host/topic/%23 and mqtts://. See MqttAddress, MqttMessageReader,
/// MqttFeed.
FeedKind mqttKind();

} // namespace livebelt
