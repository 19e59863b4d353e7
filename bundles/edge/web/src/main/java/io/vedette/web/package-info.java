/** The health page and the event API. */
package io.vedette.web;
