/** Tiny models, made while a test runs. */
package io.vedette.testkit.model;
