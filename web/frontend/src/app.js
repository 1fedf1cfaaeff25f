import "./css/app.css";
import "./app/htmx.js";
