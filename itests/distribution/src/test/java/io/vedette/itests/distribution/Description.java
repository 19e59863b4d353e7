package io.vedette.itests.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The OpenAPI description that a running program tells of itself. Immutable. */
final class Description {
    private final JsonNode document;

    Description(String json) {
        document = Subscriber.json(json);
    }

    /** Addresses that can be read, with what is said of reading them. */
    Map<String, JsonNode> readable() {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        document.get("paths").properties().forEach(path -> {
            if (path.getValue().has("get")) {
                all.put(path.getKey(), path.getValue().get("get"));
            }
        });
        return all;
    }

    Set<String> paths() {
        Set<String> all = new java.util.TreeSet<>();
        document.get("paths").fieldNames().forEachRemaining(all::add);
        return all;
    }

    /** What is said of an answer with that status; a missing node where nothing is. */
    JsonNode response(JsonNode operation, int status) {
        JsonNode response = operation.path("responses").path(String.valueOf(status));
        return response.has("$ref") ? document.at(response.get("$ref").asText().substring(1)) : response;
    }

    /** What in a body is not as its schema says; empty where all is, or nothing is said. */
    Set<ValidationMessage> faults(JsonNode response, String mediaType, String body) {
        JsonNode schema = response.path("content").path(mediaType).path("schema");
        if (schema.isMissingNode() || !mediaType.endsWith("json")) {
            return Set.of();
        }
        // References lead to /components: the schema is read as if it stood in the document's place.
        ObjectNode inPlace = schema.deepCopy();
        inPlace.set("components", document.get("components"));
        JsonSchema compiled =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(inPlace);
        return compiled.validate(Subscriber.json(body));
    }
}
