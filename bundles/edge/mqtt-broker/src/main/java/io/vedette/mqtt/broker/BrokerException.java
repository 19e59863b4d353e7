package io.vedette.mqtt.broker;

/** The broker does not start. */
final class BrokerException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
