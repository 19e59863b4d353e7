package io.vedette.notify.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.api.event.EventMessage;
import io.vedette.api.face.FaceException;
import io.vedette.api.face.FaceList;
import io.vedette.api.face.FaceNaming;
import io.vedette.notify.telegram.BotServer.Call;
import io.vedette.notify.telegram.BotServer.No;
import io.vedette.testkit.osgi.ServiceObjects;
import io.vedette.testkit.peer.Printed;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.service.component.ComponentServiceObjects;

/** A press of a button and what follows, through a Bot API on loopback. */
class ConversationTest {

    private static final UUID ID = UUID.fromString("0a1b2c3d-0000-4000-8000-000000000001");

    private final List<String> named = new CopyOnWriteArrayList<>();
    private final ComponentServiceObjects<FaceNaming> naming = ServiceObjects.of((event, name, list) -> {
        if (name.equals("Bug")) {
            throw new NoClassDefFoundError("a part of the gallery");
        }
        if (name.length() > 60) {
            throw new FaceException("a name has 1 to 60 characters");
        }
        named.add(event + " " + name + " " + list);
    });
    private BotServer server;
    private TelegramSink sink;

    @BeforeEach
    void open() throws Exception {
        server = new BotServer();
        sink = new TelegramSink(text -> text, InstantSource.system(), settings("42,@HouseChannel"));
    }

    private Map<String, Object> settings(String chats) {
        return Map.of("token", BotServer.TOKEN, "chat", chats, "api", server.url());
    }

    @AfterEach
    void close() {
        sink.deactivate();
        server.close();
    }

    private static boolean listens() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("vedette-notify-telegram"));
    }

    private String answer(int number) {
        await().until(() -> server.sent().size() >= number);
        return server.sent().get(number - 1).text();
    }

    @Test
    void offersButtonsBelowAnUnknownFaceWhileItCanBeNamed() throws Exception {
        String json = "{\"face\":{\"list\":\"unknown\"},\"alert\":{}}";
        sink.deliver(new EventMessage(ID, 1, json));
        sink.bindNaming(naming);
        sink.deliver(new EventMessage(ID, 2, json));
        sink.deliver(new EventMessage(ID, 3, "{\"face\":{\"list\":\"known\",\"name\":\"Anna\"}}"));
        List<Call> toTheFirst =
                server.sent().stream().filter(call -> call.isFor("42")).toList();
        assertThat(toTheFirst.get(0).text()).doesNotContain("inline_keyboard");
        assertThat(toTheFirst.get(1).text()).contains("\"known:" + ID + "\"", "\"blocked:" + ID + "\"");
        assertThat(toTheFirst.get(2).text()).doesNotContain("inline_keyboard");
    }

    @ParameterizedTest
    @EnumSource(
            value = FaceList.class,
            names = {"KNOWN", "BLOCKED"})
    void asksForTheNameAndTellsCore(FaceList list) {
        sink.bindNaming(naming);
        server.press("42", list.word() + ":" + ID);
        assertThat(answer(1)).contains("\"force_reply\":true", "Who is this (" + list.word() + ")?");
        assertThat(server.calls("answerCallbackQuery")).hasSize(1);
        server.reply("42", server.lastMessage(), " Anna ");
        assertThat(answer(2)).contains("Anna is " + list.word() + " now.");
        assertThat(named).containsExactly(ID + " Anna " + list);
        server.reply("42", server.lastMessage() - 1, "Berta");
        assertThat(answer(3)).contains("Press its button again");
        assertThat(named).hasSize(1);
    }

    @Test
    void saysWhyANameCannotBeUsedAndTakesAnother() {
        sink.bindNaming(naming);
        server.press("42", "known:" + ID);
        assertThat(answer(1)).contains("Who is this");
        long question = server.lastMessage();
        server.reply("42", question, "x".repeat(61));
        assertThat(answer(2)).contains("Not done: a name has 1 to 60 characters");
        server.reply("42", question, "Anna");
        assertThat(answer(3)).contains("Anna is known now");
        assertThat(named).hasSize(1);
    }

    @Test
    void listensOnWhereAnAnswerBreaksIt() {
        sink.bindNaming(naming);
        server.press("42", "known:" + ID);
        assertThat(answer(1)).contains("Who is this");
        long question = server.lastMessage();
        server.reply("42", question, "Bug");
        server.reply("42", question, "Anna");
        assertThat(answer(2)).contains("Anna is known now");
    }

    @Test
    void ignoresStrangersAndCountsThemWithoutTheirWords() {
        try (Printed printed = new Printed()) {
            sink.bindNaming(naming);
            server.press("666", "known:" + ID);
            server.reply("666", 1, "stranger's words");
            server.press("42", "known:" + ID);
            assertThat(answer(1)).contains("Who is this");
            assertThat(server.sent()).hasSize(1);
            assertThat(printed.text())
                    .containsOnlyOnce("chat that is not configured wrote")
                    .doesNotContain("666")
                    .doesNotContain("stranger's words");
        }
    }

    @Test
    void answersAChannelThatIsConfiguredByName() throws Exception {
        sink.bindNaming(naming);
        server.update(
                "callback_query",
                new ObjectMapper()
                        .readTree("{\"id\":\"q\",\"data\":\"known:" + ID + "\",\"message\":{\"message_id\":1,"
                                + "\"chat\":{\"id\":-100,\"username\":\"housechannel\"}}}"));
        assertThat(answer(1)).contains("\"chat_id\":\"-100\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown:0a1b2c3d-0000-4000-8000-000000000001", "known:7", "known", "", ":", "drop:table"})
    void takesNoButtonThatIsNotItsOwn(String data) {
        sink.bindNaming(naming);
        server.press("42", data);
        server.press("42", "known:" + ID);
        assertThat(answer(1)).contains("Who is this");
        assertThat(server.sent()).hasSize(1);
    }

    @Test
    void listensOnAfterUpdatesThatMakeNoSenseAndFailures() throws Exception {
        sink.bindNaming(naming);
        server.refuses(call -> call.method().equals("getUpdates") ? No.error(409, "Conflict") : null);
        await().until(() -> server.polls() > 1);
        server.refuses(call -> call.method().equals("answerCallbackQuery") ? No.error(400, "too old") : null);
        ObjectMapper mapper = new ObjectMapper();
        server.update("message", mapper.readTree("7"));
        server.update("message", mapper.readTree("{\"chat\":{\"id\":42}}"));
        server.update("message", mapper.readTree("{\"chat\":{\"id\":42},\"reply_to_message\":{\"message_id\":\"x\"}}"));
        server.update("edited_message", mapper.readTree("{}"));
        server.press("42", "known:" + ID);
        await().until(() -> server.sent().stream().anyMatch(call -> call.text().contains("Who is")));
    }

    @Test
    void listensOnlyWhileSomebodyCanBeToldAndEndsCleanly() {
        assertThat(listens()).isFalse();
        sink.bindNaming(naming);
        await().until(() -> server.polls() > 0);
        sink.unbindNaming(ServiceObjects.of((event, name, list) -> {}));
        assertThat(listens()).isTrue();
        sink.unbindNaming(naming);
        assertThat(listens()).isFalse();
        sink.bindNaming(naming);
        assertThat(listens()).isTrue();
        server.hang();
        sink.deactivate();
        await().until(() -> !listens());
    }

    @Test
    void listensWithTheNewSettingsAfterAChange() {
        sink.bindNaming(naming);
        sink.modified(settings("43"));
        server.press("43", "known:" + ID);
        assertThat(answer(1)).contains("\"chat_id\":\"43\"");
    }
}
