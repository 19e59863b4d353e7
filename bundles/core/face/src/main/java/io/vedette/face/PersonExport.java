package io.vedette.face;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.api.event.EventMessage;
import io.vedette.api.face.FaceException;
import io.vedette.core.spi.event.FaceEvents;
import io.vedette.core.spi.store.StoreException;
import io.vedette.face.PictureTable.Owner;
import io.vedette.face.PictureTable.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that is stored about a person as a ZIP file: {@code person.json}, each picture, and below {@code events/} the messages,
 * the picture and the clip of each event that tells of the person. Holds one event at a time. Confined to one call.
 */
final class PersonExport {
    private static final Logger LOG = LoggerFactory.getLogger(PersonExport.class);
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Gallery gallery;
    private final Slot<FaceEvents> events;

    PersonExport(Gallery gallery, Slot<FaceEvents> events) {
        this.gallery = gallery;
        this.events = events;
    }

    void write(String name, OutputStream to) throws FaceException, IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        ObjectNode told = gallery.read((c, tables) -> collect(c, tables, name, files));
        try (Slot<FaceEvents>.Loan loan = events.lend()) {
            FaceEvents log = loan.service()
                    .orElseThrow(() -> new FaceException("The log of events is not up; try again in a moment"));
            ZipOutputStream zip = new ZipOutputStream(to);
            put(zip, "person.json", JSON.writeValueAsBytes(told));
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                put(zip, each.getKey(), each.getValue());
            }
            // The name as it was enrolled: events are found by its very letters.
            log.each(told.path("name").asText(), event -> put(zip, event));
            zip.finish();
            zip.flush();
        } catch (StoreException e) {
            throw new FaceException("The person's events cannot be read: " + e.getMessage(), e);
        }
    }

    private static void put(ZipOutputStream zip, FaceEvents.Told event) throws IOException {
        String name = "events/" + event.eventId();
        ArrayNode life = JSON.createArrayNode();
        for (EventMessage message : event.life()) {
            life.add(JSON.readTree(message.json()));
        }
        put(zip, name + ".json", JSON.writeValueAsBytes(life));
        if (event.picture().isPresent()) {
            put(zip, name + ".jpg", event.picture().get());
        }
        if (event.clip().isPresent()) {
            put(zip, name + ".mp4", event.clip().get());
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    private static void put(ZipOutputStream zip, String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            zip.putNextEntry(new ZipEntry(name));
            in.transferTo(zip);
            zip.closeEntry();
        } catch (NoSuchFileException e) {
            LOG.debug("A picture or clip went, past its time, while its event was exported");
        }
    }

    private static ObjectNode collect(Connection c, Gallery.Tables tables, String name, Map<String, byte[]> files)
            throws SQLException, FaceException {
        PersonTable.Row person = People.found(c, tables, name);
        ObjectNode told = JSON.createObjectNode();
        told.put("name", person.name());
        told.put("list", person.list().word());
        told.put("since_utc", person.since().toString());
        told.put("last_seen_utc", person.seen().map(Object::toString).orElse(null));
        ArrayNode pictures = told.putArray("pictures");
        for (PictureTable.Row each : tables.pictures().of(c, Owner.person(person.id()))) {
            String file = "picture-" + each.id() + ".jpg";
            files.put(file, tables.pictures().jpeg(c, each.id()).orElseThrow());
            ObjectNode picture = pictures.addObject();
            picture.put("file", file);
            picture.put("origin", each.origin());
            picture.put("quality", each.quality());
            picture.put("added_utc", each.added().toString());
            embeddings(picture.putArray("embeddings"), c, tables, each.id());
        }
        return told;
    }

    private static void embeddings(ArrayNode to, Connection c, Gallery.Tables tables, long picture)
            throws SQLException {
        for (Stored each : tables.pictures().directions(c, picture)) {
            ObjectNode embedding = to.addObject();
            embedding.put("model_sha256", each.model);
            ArrayNode direction = embedding.putArray("direction");
            for (float value : each.direction) {
                direction.add(value);
            }
        }
    }
}
