import "./css/studio.css";
